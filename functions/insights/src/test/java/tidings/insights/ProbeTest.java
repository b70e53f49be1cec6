package tidings.insights;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.localstack.http.LoopbackServer;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeTest {
    private final RecordingMeter meter = new RecordingMeter();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = LoopbackServer.listen(0, "webhook and API", this::answer);
    private volatile int ofWebhook = 401;
    private volatile int ofApi = 200;

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isWebhook = exchange.getRequestMethod().equals("POST");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
        LoopbackServer.reply(exchange, isWebhook ? ofWebhook : ofApi, "text/plain", new byte[0]);
    }

    private void probe(URI webhook, URI api) {
        new Probe(webhook, api, meter).run();
    }

    @ParameterizedTest
    @CsvSource({
        "401, 200, 1",
        "200, 200, 0", // it takes what is not Telegram's
        "500, 200, 0",
        "502, 200, 0",
        "401, 503, 0",
        "401, 404, 0"
    })
    void isReachedOnlyWhereBothAnswerAsTheyShould(int webhook, int api, double reached) {
        ofWebhook = webhook;
        ofApi = api;

        probe(server.uri(), server.uri());

        assertThat(meter.values("Availability", "reached")).containsExactly(reached);
    }

    @Test
    void asksTheWebhookWithAWrongSecretAndTheApiForItsHealth() {
        URI root = URI.create(server.uri().toString().replaceFirst("/$", ""));

        probe(root, root);

        assertThat(requests).containsExactly("POST / probe", "GET /health probe");
    }

    @Test
    void aServerThatIsAwayIsNotReachedAndTheOtherIsAskedAllTheSame() {
        URI nobody = URI.create("http://127.0.0.1:1");

        probe(nobody, server.uri());

        assertThat(requests).hasSize(1);
        assertThat(meter.values("Availability", "reached")).containsExactly(0.0);
    }
}
