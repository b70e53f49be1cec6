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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.GetMyCommands;
import org.telegram.telegrambots.meta.api.methods.menubutton.GetChatMenuButton;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButton;
import tidings.aws.Secrets;
import tidings.chats.InMemoryChats;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.telegram.Texts;
import tidings.testing.RecordingWebhook;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The bot at a Telegram: a sandbox one, and a webhook of its own.
class RegistrationHandlerTest {
    private static final TelegramSettings SETTINGS = TelegramSettings.local();
    private static final Duration AMPLE = Duration.ofSeconds(60);
    private static final Menu MENU = Menu.read();
    private static final String SECRET = "the-webhooks-secret";

    @AutoClose
    private final TelegramSandbox telegram = TelegramSandbox.start(SETTINGS);

    private final InMemoryChats chats = new InMemoryChats();
    private final Bot bot = new Bot(telegram.apiAddress(), SETTINGS.token());

    @AutoClose
    private final RecordingWebhook webhook = new RecordingWebhook(_ -> 200);

    @Test
    void registersTheWebhookWithItsSecret() {
        assertThat(status(answer("registration-create"))).isEqualTo("SUCCESS");

        WebhookInfo info = webhookInfo();
        assertThat(info.getUrl()).isEqualTo(webhook.url());
        assertThat(info.getMaxConnections()).isEqualTo(100);
        assertThat(info.getAllowedUpdates()).containsExactlyInAnyOrderElementsOf(MENU.allowedUpdates());
        telegram.person("Ada").says("hello");
        await().atMost(Duration.ofSeconds(90)).until(() -> !webhook.received().isEmpty());
        assertThat(webhook.received().getFirst().secret()).isEqualTo(SECRET);
    }

    @Test
    void showsTheMenuOfCommandsInTheLanguageOfEachPerson() {
        answer("registration-create");

        assertThat(MENU.languages().keySet()).containsExactlyInAnyOrderElementsOf(Texts.LANGUAGES);
        assertThat(commands("de")).isEqualTo(MENU.languages().get("de"));
        assertThat(commands(null))
                .as("the menu for everybody else")
                .isEqualTo(MENU.languages().get("en"))
                .isNotEqualTo(commands("de"));
    }

    @Test
    void theMenuButtonOpensThePageUntilTheStackIsDeleted() {
        answer("registration-create");

        assertThat(telegram.opens(telegram.person("Ada")).toString())
                .startsWith("https://abcdefghij.execute-api.eu-west-1.amazonaws.com#tgWebAppData=");

        answer("registration-delete");
        assertThat(bot.call(new GetChatMenuButton()).as(MenuButton.class).getType())
                .isEqualTo("default");
    }

    @Test
    void whereUpdatesArePolledThereIsNoPageToOpen() {
        answer("registration-create", Map.of("TelegramUpdates", "polling"));

        assertThat(bot.call(new GetChatMenuButton()).as(MenuButton.class).getType())
                .isEqualTo("default");
    }

    @Test
    void tellsTheBotItsName() {
        answer("registration-create");

        assertThat(chats.botName()).contains("tidings_bot");
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
    void unregistersTheBotWhenTheStackIsDeleted() {
        answer("registration-create");

        assertThat(status(answer("registration-delete"))).isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEmpty();
        assertThat(commands(null)).isEmpty();
        assertThat(commands("de")).isEmpty();
    }

    @Test
    void leavesAnothersWebhookAloneWhenTheStackIsDeleted() {
        answer("registration-create", Map.of("WebhookUrl", webhook.url() + "another"));

        assertThat(status(answer("registration-delete"))).isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEqualTo(webhook.url() + "another");
        assertThat(commands(null)).isNotEmpty();
    }

    @Test
    void deletesWithoutComplaintWhatWasNeverRegistered() {
        assertThat(status(answer("registration-delete", Map.of("BotToken", "7000000001:wrong-wrong-wrong-wrong"))))
                .isEqualTo("SUCCESS");
        assertThat(status(answer("registration-delete", Map.of("BotToken", "", "TelegramApiUrl", ""))))
                .isEqualTo("SUCCESS");
    }

    @Test
    void registersNoWebhookWhereUpdatesArePolled() {
        assertThat(status(answer("registration-create", Map.of("TelegramUpdates", "polling"))))
                .isEqualTo("SUCCESS");

        assertThat(registeredUrl()).isEmpty();
        assertThat(commands(null)).isNotEmpty();
    }

    @Test
    void reportsWhatTelegramRefuses() {
        assertThat(answer("registration-create", Map.of("WebhookUrl", "http://example.org/"))
                        .path("Reason")
                        .asText())
                .startsWith("Telegram refuses SetWebhook: Bad Request: ")
                .contains("HTTPS");
    }

    @Test
    void reportsThatTelegramDoesNotAnswerWithoutRevealingTheToken() {
        assertThat(answer("registration-create", Map.of("TelegramApiUrl", "http://127.0.0.1:1"))
                        .path("Reason")
                        .asText())
                .isEqualTo("Telegram did not carry out GetMe (ConnectException): deploy again later.");
    }

    @Test
    void retriesTransientErrors() throws IOException {
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
            Bot shakyBot =
                    new Bot(URI.create("http://127.0.0.1:" + shaky.getAddress().getPort()), "1:token");
            assertThat(shakyBot.call(new GetMe()).as(String.class)).isEqualTo("there");
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
    void answersAnEventThatIsNotARequest() {
        try (Answers answers = new Answers()) {
            CloudFormationCustomResourceEvent event = Events.read("registration-create", answers, Map.of());
            event.setRequestType("Rename");

            handle(event, _ -> SECRET, AMPLE);

            assertThat(answers.only().path("Reason").asText())
                    .isEqualTo("The request is not one of CloudFormation's: IllegalArgumentException.");
        }
    }

    @Test
    void answersBeforeTheFunctionTimesOut() {
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
        assertThat(answer.path("Reason").asText()).startsWith("It did not finish within 3 seconds");
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

    private void handle(CloudFormationCustomResourceEvent event, Secrets secrets, Duration left) {
        new RegistrationHandler(secrets, chats, InstantSource.system()).handleRequest(event, new TestContext(left));
    }

    private static String status(JsonNode answer) {
        return answer.path("Status").asText();
    }

    private String registeredUrl() {
        return webhookInfo().getUrl();
    }

    private WebhookInfo webhookInfo() {
        return bot.call(new GetWebhookInfo()).as(WebhookInfo.class);
    }

    private List<BotCommand> commands(String languageCode) {
        GetMyCommands call = GetMyCommands.builder().languageCode(languageCode).build();
        return List.of(bot.call(call).as(BotCommand[].class));
    }
}
