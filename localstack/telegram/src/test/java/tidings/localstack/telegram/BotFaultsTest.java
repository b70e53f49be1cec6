package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.BotFaults.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class BotFaultsTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void aThrottledCallIsDoneByTheNextOne() {
        sandbox.faults().plan(Fault.THROTTLED, 1);

        JsonNode refused = bot.call("sendMessage", BotClient.message(ada.chat(), "one"));
        assertThat(refused.at("/parameters/retry_after").asInt()).isEqualTo(2);
        assertThat(ada.hears()).isEmpty();

        bot.send(ada.chat(), "one");
        assertThat(ada.hears()).hasSize(1);
    }

    @Test
    void aFailingCallHasNoEnvelopeAndNoEffect() throws Exception {
        sandbox.faults().plan(Fault.FAILING, 1);

        assertThat(http.send(sendMessage(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(502);
        assertThat(ada.hears()).isEmpty();
    }

    @Test
    void aLostResponseHidesThatTheCallWasDone() {
        sandbox.faults().plan(Fault.LOST, 1);

        assertThatThrownBy(() -> http.send(sendMessage(), BodyHandlers.ofString()))
                .isInstanceOf(java.io.IOException.class);
        assertThat(ada.hears()).isNotEmpty();
        assertThat(sandbox.faults().lost()).containsExactly(ada.chat().value());
    }

    @Test
    void aSilentTelegramHasDoneTheCall() {
        sandbox.faults().plan(Fault.SILENT, 1);
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(sendMessage(), BodyHandlers.ofString());
        await().atMost(Duration.ofSeconds(90)).until(() -> !ada.hears().isEmpty());

        assertThat(waiting).isNotDone();
        http.shutdownNow();
        assertThat(sandbox.faults().lost()).containsExactly(ada.chat().value());
    }

    @Test
    void onlyWhatPeopleSeeFailsAndNothingAfterTheEnd() {
        sandbox.faults().plan(Fault.FAILING, 100);
        bot.result("getMe", Json.object());

        sandbox.faults().clear();
        bot.send(ada.chat(), "one");
    }

    private HttpRequest sendMessage() {
        URI call =
                sandbox.apiAddress().resolve("/bot" + TelegramSettings.local().token() + "/sendMessage");
        return HttpRequest.newBuilder(call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(BotClient.message(ada.chat(), "one"))))
                .build();
    }
}
