package tidings.setup;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.cards.Command;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.aws.Meter;
import tidings.aws.Secrets;
import tidings.testing.RecordingWebhook;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The bot at a Telegram: a sandbox one, and a webhook of its own.
class RegistrationHandlerTest {
    private static final TelegramSettings SETTINGS = TelegramSettings.local();
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final String SECRET = "the-webhooks-secret";

    @AutoClose
    private final TelegramSandbox telegram = TelegramSandbox.start(SETTINGS);

    private final BotApi bot = new BotApi(telegram.apiAddress(), SETTINGS.token());

    @AutoClose
    private final RecordingWebhook webhook = new RecordingWebhook(_ -> 200);

    @Test
    void tellsTelegramWhereUpdatesGoAndWithWhichSecret() {
        assertThat(status(answer("registration-create"))).isEqualTo("SUCCESS");

        JsonNode info = bot.call("getWebhookInfo");
        assertThat(info.path("url").asText()).isEqualTo(webhook.url());
        assertThat(info.path("max_connections").asInt()).isEqualTo(100);
        assertThat(info.path("allowed_updates")).map(JsonNode::asText).containsExactly("callback_query", "message");
        telegram.person("Ada").says("hello");
        await().atMost(Duration.ofSeconds(20)).until(() -> !webhook.received().isEmpty());
        assertThat(webhook.received().getFirst().secret()).isEqualTo(SECRET);
    }

    @Test
    void showsPeopleTheMenuOfCommands() {
        answer("registration-create");

        assertThat(bot.call("getMyCommands"))
                .map(command -> command.path("command").asText())
                .containsExactlyElementsOf(
                        Stream.of(Command.values()).map(Command::word).toList());
    }

    @Test
    void isNamedAfterTheBotSoThatAnotherBotIsAnotherResource() {
        assertThat(answer("registration-create").path("PhysicalResourceId").asText())
                .isEqualTo("bot-7000000001");
        assertThat(answer("registration-update").path("PhysicalResourceId").asText())
                .isEqualTo("bot-7000000001");
    }

    @Test
    void failsWithASentenceWhenTelegramDoesNotKnowTheToken() {
        JsonNode answer = answer("registration-create-with-wrong-token");

        assertThat(status(answer)).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText())
                .isEqualTo("Telegram does not know this bot token: ask @BotFather for the right one and deploy again"
                        + " with it as BotToken.");
        assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo("bot-7000000001");
    }

    @Test
    void leavesTheFormerRegistrationWhenAnUpdateHasAWrongToken() {
        answer("registration-create");

        assertThat(status(answer("registration-update", Map.of("BotToken", "7000000001:wrong-wrong-wrong-wrong"))))
                .isEqualTo("FAILED");

        assertThat(registeredUrl()).isEqualTo(webhook.url());
    }

    @Test
    void setsTheBotFreeWhenTheStackIsDeleted() {
        answer("registration-create");

        assertThat(status(answer("registration-delete"))).isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEmpty();
        assertThat(bot.call("getMyCommands")).isEmpty();
    }

    @Test
    void leavesAnothersWebhookAloneWhenTheStackIsDeleted() {
        answer("registration-create", Map.of("WebhookUrl", webhook.url() + "another"));

        assertThat(status(answer("registration-delete"))).isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEqualTo(webhook.url() + "another");
        assertThat(bot.call("getMyCommands")).isNotEmpty();
    }

    @Test
    void deletesWithoutComplaintWhatWasNeverRegistered() {
        assertThat(status(answer("registration-delete", Map.of("BotToken", "7000000001:wrong-wrong-wrong-wrong"))))
                .isEqualTo("SUCCESS");
        assertThat(status(answer("registration-delete", Map.of("BotToken", "", "TelegramApiUrl", ""))))
                .isEqualTo("SUCCESS");
    }

    @Test
    void registersNoWebhookWhereUpdatesArePolledFor() {
        assertThat(status(answer("registration-create", Map.of("TelegramUpdates", "polling"))))
                .isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEmpty();
        assertThat(bot.call("getMyCommands")).isNotEmpty();
    }

    @Test
    void tellsWhatTelegramRefuses() {
        assertThat(answer("registration-create", Map.of("WebhookUrl", "http://example.org/"))
                        .path("Reason")
                        .asText())
                .startsWith("Telegram refuses setWebhook: Bad Request: ")
                .contains("HTTPS");
    }

    @Test
    void tellsThatTelegramDoesNotAnswerWithoutTellingTheToken() {
        assertThat(answer("registration-create", Map.of("TelegramApiUrl", "http://127.0.0.1:1"))
                        .path("Reason")
                        .asText())
                .isEqualTo("Telegram did not carry out getMe (ConnectException): deploy again when it does.");
    }

    @Test
    void triesAgainWhatMayPass() throws IOException {
        BlockingQueue<Integer> failures = new LinkedBlockingQueue<>(List.of(502, 429));
        HttpServer shaky = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shaky.createContext("/", exchange -> {
            try (exchange) {
                Integer failure = failures.poll();
                byte[] body = new ObjectMapper()
                        .writeValueAsBytes(
                                failure == null
                                        ? Map.of("ok", true, "result", "there")
                                        : Map.of(
                                                "ok",
                                                false,
                                                "error_code",
                                                failure,
                                                "parameters",
                                                Map.of("retry_after", 1)));
                exchange.sendResponseHeaders(failure == null ? 200 : failure, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        shaky.start();
        try {
            BotApi api = new BotApi(
                    URI.create("http://127.0.0.1:" + shaky.getAddress().getPort()), "1:token");
            assertThat(api.call("getMe").asText()).isEqualTo("there");
        } finally {
            shaky.stop(0);
        }
    }

    @Test
    void namesThePropertyThatIsWrong() {
        assertThat(answer("registration-create", Map.of("MaxConnections", "many"))
                        .path("Reason")
                        .asText())
                .isEqualTo("The property MaxConnections of the custom resource must be a whole number.");
    }

    @Test
    void answersWhatIsNoRequest() {
        try (Answers answers = new Answers()) {
            CloudFormationCustomResourceEvent event = Events.read("registration-create", answers, Map.of());
            event.setRequestType("Rename");

            handle(event, _ -> SECRET, AMPLE);

            assertThat(answers.only().path("Reason").asText())
                    .isEqualTo("The request is not one of CloudFormation's: IllegalArgumentException.");
        }
    }

    @Test
    void answersBeforeItsTimeIsOver() {
        CountDownLatch never = new CountDownLatch(1);
        Secrets silent = _ -> {
            try {
                never.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return "too late";
        };

        JsonNode answer = answer("registration-create", Map.of(), silent, Duration.ofSeconds(16));

        assertThat(status(answer)).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText()).startsWith("It did not end within 3 seconds");
    }

    private JsonNode answer(String sample) {
        return answer(sample, Map.of());
    }

    private JsonNode answer(String sample, Map<String, String> changed) {
        return answer(sample, changed, _ -> SECRET, AMPLE);
    }

    private JsonNode answer(String sample, Map<String, String> changed, Secrets secrets, Duration left) {
        Map<String, String> here =
                new HashMap<>(Map.of("TelegramApiUrl", telegram.apiAddress().toString(), "WebhookUrl", webhook.url()));
        here.putAll(changed);
        try (Answers answers = new Answers()) {
            handle(Events.read(sample, answers, here), secrets, left);
            return answers.only();
        }
    }

    private static void handle(CloudFormationCustomResourceEvent event, Secrets secrets, Duration left) {
        new RegistrationHandler(secrets, Meter.silent(), InstantSource.system())
                .handleRequest(event, new TestContext(left));
    }

    private static String status(JsonNode answer) {
        return answer.path("Status").asText();
    }

    private String registeredUrl() {
        return bot.call("getWebhookInfo").path("url").asText();
    }
}
