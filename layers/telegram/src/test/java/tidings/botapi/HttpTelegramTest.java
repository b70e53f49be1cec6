package tidings.botapi;

import java.net.URI;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import tidings.domain.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class HttpTelegramTest {
    private static final TelegramSettings SETTINGS =
            TelegramSettings.local().withClock(InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")));

    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(SETTINGS);

    private final Person ada = sandbox.person("Ada");
    private final Telegram telegram = new HttpTelegram(sandbox.apiAddress(), SETTINGS::token);

    @Test
    void returnsTheMessageThatWasSent() {
        CallResult result = send("<b>hello</b>");

        assertThat(result).isInstanceOf(CallResult.Done.class);
        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("hello"));
    }

    @Test
    void recognizesThatNothingChanged() {
        int message = sent();

        assertThat(edit(message, "hello")).isEqualTo(new CallResult.NotModified());
    }

    @Test
    void recognizesThatTheMessageIsGone() {
        assertThat(edit(999, "hello")).isEqualTo(new CallResult.MessageGone());
    }

    @Test
    void recognizesThatItWasBlocked() {
        ada.blocksTheBot();

        assertThat(send("hello")).isEqualTo(new CallResult.Blocked());
    }

    @Test
    void returnsThePauseThatTelegramWants() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("hello " + i)).isInstanceOf(CallResult.Done.class);
        }

        assertThat(send("one too many"))
                .isInstanceOfSatisfying(
                        CallResult.SlowDown.class,
                        slow -> assertThat(slow.pause()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6)));
    }

    @Test
    void returnsWhatTelegramRefuses() {
        assertThat(send("<b>unclosed")).isInstanceOf(CallResult.BadMarkup.class);
        assertThat(send("x".repeat(4_097)))
                .isInstanceOfSatisfying(
                        CallResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(400));
    }

    @Test
    void readsAFileThatSomebodySentUpToALimit() {
        ada.sendsFile("feeds.opml", "<opml/>".getBytes(UTF_8), "/import");
        String path = ((CallResult.Done) telegram.call(new GetFile("document1")))
                .result()
                .path("file_path")
                .asText();

        assertThat(telegram.file(path, 7))
                .isInstanceOfSatisfying(
                        CallResult.Done.class,
                        done -> assertThat(done.as(byte[].class)).asString().isEqualTo("<opml/>"));
        assertThat(telegram.file(path, 6)).isEqualTo(new CallResult.Refused(413, "more than 6 bytes"));
        assertThat(telegram.file("documents/none", 7)).isEqualTo(new CallResult.Refused(404, "no such file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../bot1:x/getMe", "/etc/passwd", "a/../b", "a?b", "a#b", "http://example.org/", ""})
    void readsNothingThatIsNoneOfTelegramsFiles(String path) {
        assertThat(telegram.file(path, 7))
                .isEqualTo(new CallResult.Refused(400, "a path that is none of Telegram's files"));
    }

    @Test
    void recognizesAnUnknownTokenAndKeepsItToItself() {
        CallResult result = new HttpTelegram(sandbox.apiAddress(), () -> "1:wrong").call(new GetMe());

        assertThat(result).isEqualTo(new CallResult.UnknownToken());
        assertThat(result.toString()).doesNotContain("wrong");
    }

    @Test
    void takesSilenceForAnOutage() {
        URI nobody = URI.create("http://127.0.0.1:1");

        assertThat(new HttpTelegram(nobody, SETTINGS::token).call(new GetMe()))
                .isEqualTo(new CallResult.Unavailable("ConnectException"));
    }

    @Test
    void acceptsAnAddressWithASlashAtItsEnd() {
        URI address = URI.create(sandbox.apiAddress() + "/");

        assertThat(new HttpTelegram(address, SETTINGS::token).call(new GetMe())).isInstanceOf(CallResult.Done.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"retry_after": 7}; 7
            {"retry_after": 0}; 1
            {"retry_after": -3}; 1
            {"retry_after": "9"}; 9
            {"retry_after": "soon"}; 1
            {"retry_after": 90000}; 90000
            {"retry_after": 99999999999}; 2147483647
            {}; 1""")
    void readsThePauseWhateverItIs(String parameters, long seconds) {
        try (CannedBotApi api = new CannedBotApi(429, """
                {"ok": false, "error_code": 429, "description": "Too Many Requests", "parameters": %s}""".formatted(parameters))) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token).call(new GetMe()))
                    .isEqualTo(new CallResult.SlowDown(Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void tenCallsTakeOneConnectionWhateverTheirOutcome() {
        for (int status : new int[] {200, 400, 429, 502}) {
            try (CannedBotApi api =
                    new CannedBotApi(status, "{\"ok\": %s, \"result\": true}".formatted(status == 200))) {
                Telegram reused = new HttpTelegram(api.address(), SETTINGS::token);
                for (int i = 0; i < 10; i++) {
                    reused.call(new GetMe());
                }
                assertThat(api.paths).hasSize(10);
                assertThat(api.connections).as("status " + status).hasSize(1);
            }
        }
    }

    /// Empty is the JVM's default of 30 seconds; a name that is never looked up again would outlive its address.
    @Test
    void addressesAreLookedUpAgain() {
        assertThat(Security.getProperty("networkaddress.cache.ttl")).isNull();
        assertThat(System.getProperty("sun.net.inetaddr.ttl")).isNull();
    }

    @Test
    void readsTheDescriptionOfAnError() {
        try (CannedBotApi api = new CannedBotApi(400, """
                {"ok": false, "error_code": 400, "description": "Bad Request: TOPIC_CLOSED"}""")) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token).call(new GetMe()))
                    .isEqualTo(new CallResult.TopicGone());
        }
    }

    @Test
    void followsAGroupThatMoved() {
        try (CannedBotApi api = new CannedBotApi(400, """
                {"ok": false, "error_code": 400, "description": "Bad Request: group chat was upgraded",
                 "parameters": {"migrate_to_chat_id": -100}}""")) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token).call(new GetMe()))
                    .isEqualTo(new CallResult.Moved(new ChatId(-100)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"soon\"", "{}", "[]"})
    void aGroupThatMovedNowhereIsOneThatTakesNothing(String to) {
        try (CannedBotApi api = new CannedBotApi(400, """
                {"ok": false, "error_code": 400, "description": "Bad Request: group chat was upgraded to a supergroup",
                 "parameters": {"migrate_to_chat_id": %s}}""".formatted(to))) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token).call(new GetMe()))
                    .isInstanceOf(CallResult.WriteForbidden.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            502; <html>; status 502 and no JSON
            302; <html>; status 302 and no JSON
            200; ''; status 200 and JSON that is not Telegram's
            200; []; status 200 and JSON that is not Telegram's
            200; {"status": "captive portal"}; status 200 and JSON that is not Telegram's
            403; {"message": "Forbidden"}; status 403 and JSON that is not Telegram's
            404; {"ok": "no"}; status 404 and JSON that is not Telegram's
            500; {"ok": false, "error_code": 500, "description": "Internal"}; error 500""")
    void takesAnErrorOfTelegramsOwnForAnOutage(int status, String body, String what) {
        try (CannedBotApi api = new CannedBotApi(status, body)) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token).call(new GetMe()))
                    .isEqualTo(new CallResult.Unavailable(what));
        }
    }

    private int sent() {
        return ((CallResult.Done) send("hello")).as(SentMessage.class).id();
    }

    private CallResult send(String html) {
        return telegram.call(SendMessage.builder()
                .chatId(ada.chat().value())
                .text(html)
                .parseMode("HTML")
                .build());
    }

    private CallResult edit(int message, String html) {
        return telegram.call(EditMessageText.builder()
                .chatId(ada.chat().value())
                .messageId(message)
                .text(html)
                .build());
    }
}
