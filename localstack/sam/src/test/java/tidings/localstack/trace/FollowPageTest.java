package tidings.localstack.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.localstack.service.XRayDaemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What the page is told of segments as functions send them.
class FollowPageTest {
    private final XRayDaemon daemon = XRayDaemon.listen();
    private final FollowPage page = FollowPage.listen(daemon, service -> service.equals("bot") ? 1_024 : 512);

    @AfterEach
    void stop() {
        page.close();
        daemon.close();
    }

    private void segment(String trace, String name, String id, String parent, int start, int end, String calls)
            throws IOException {
        int before = daemon.segments().size();
        byte[] packet =
                """
                {"format":"json","version":1}
                {"name":"%s","id":"%s","start_time":100.%03d,"end_time":100.%03d,"trace_id":"%s","parent_id":"%s","subsegments":[%s]}""".formatted(name, id, start, end, trace, parent, calls).getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    packet,
                    packet.length,
                    InetAddress.getLoopbackAddress(),
                    daemon.endpoint().getPort()));
        }
        await().atMost(Duration.ofSeconds(90)).until(() -> daemon.segments().size() > before);
    }

    private static String call(String name, int start, int end) {
        return "{\"name\":\"%s\",\"start_time\":100.%03d,\"end_time\":100.%03d}".formatted(name, start, end);
    }

    private static String sent(String name, int start, int end, int bytes) {
        return call(name, start, end).replaceFirst("}$", ",\"metadata\":{\"sent\":{\"bytes\":%d}}}".formatted(bytes));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page.uri().resolve(path)).build(), BodyHandlers.ofString());
    }

    private JsonNode traces() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/traces").body());
    }

    @Test
    void aMessageIsShownHopByHopWithWhatEachDidAndCost() throws Exception {
        segment("1-a", "webhook", "1", "", 0, 10, call("Sqs SendMessage", 2, 8));
        segment(
                "1-a",
                "bot",
                "2",
                "1",
                30,
                130,
                call("Postgres", 40, 50) + "," + call("DynamoDb BatchGetItem", 31, 33) + "," + call("Postgres", 60, 65)
                        + "," + sent("Sqs SendMessageBatch", 100, 110, 1_200) + ","
                        + sent("Sqs SendMessage", 110, 112, 34));
        segment("1-b", "insights", "9", "", 40, 45, "");

        JsonNode trace = traces().get(0);
        assertThat(traces()).as("nobody typed what insights does").hasSize(1);
        assertThat(trace.at("/millis").asInt()).isEqualTo(130);
        assertThat(trace.at("/hops").findValuesAsText("startMillis")).containsExactly("0", "30");
        JsonNode bot = trace.at("/hops/1");
        assertThat(bot.at("/waitedMillis").asInt()).isEqualTo(20);
        assertThat(bot.at("/millis").asInt()).isEqualTo(100);
        assertThat(bot.at("/statements").asInt()).isEqualTo(2);
        assertThat(bot.at("/awsCalls").asInt()).isEqualTo(3);
        assertThat(bot.at("/bytes").asInt()).isEqualTo(1_234);
        assertThat(bot.at("/calls/0/millis").asInt()).isEqualTo(15);
        assertThat(bot.at("/microDollars").asDouble())
                .as("a tenth of a gigabyte second, a call, two requests, an item read")
                .isCloseTo(1.33334 + 0.2 + 2 * 0.5 + 0.125, Offset.offset(1e-6));
    }

    @Test
    void theNewestMessageComesFirstAndAHopWithoutAKnownCauseHasNotWaited() throws Exception {
        segment("1-a", "webhook", "1", "", 0, 10, call("Sqs SendMessage", 2, 8));
        segment("1-b", "webhook", "2", "", 500, 510, call("Sqs SendMessage", 502, 508));
        segment("1-b", "sender", "3", "unknown", 520, 530, "");

        assertThat(traces().findValuesAsText("id")).containsExactly("1-b", "1-a");
        assertThat(traces().at("/0/hops/1/waitedMillis").asInt())
                .as("its cause is not known")
                .isZero();
    }

    @Test
    void whatTheWebhookRefusedIsNoMessage() throws Exception {
        segment("1-a", "webhook", "1", "", 0, 1, "");

        assertThat(traces()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/follow.css, text/css", "/follow.js, text/javascript"})
    void thePageHasEverythingThatItNeeds(String path, String type) throws Exception {
        HttpResponse<String> file = get(path);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        assertThat(file.body()).doesNotContain("https://", "//cdn");
    }

    @ParameterizedTest
    @CsvSource({"/other.js", "/../follow.js", "/%2e%2e/follow.html"})
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }
}
