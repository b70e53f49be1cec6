package tidings.botapi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import tidings.domain.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

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
        assertThat(send("<b>unclosed"))
                .isInstanceOfSatisfying(
                        CallResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(400));
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
            message thread not found; MessageGone
            TOPIC_CLOSED; MessageGone
            TOPIC_DELETED; MessageGone
            message can't be edited; MessageGone
            there is no text in the message to edit; NoText
            not enough rights to send text messages to the chat; Blocked
            have no rights to send a message; Blocked
            CHAT_WRITE_FORBIDDEN; Blocked
            message is too long; Refused""")
    void recognizesWhatTelegramDescribesInWordsAlone(String description, String result) {
        try (CannedBotApi api = new CannedBotApi(400, """
                {"ok": false, "error_code": 400, "description": "Bad Request: %s"}""".formatted(description))) {
            assertThat(new HttpTelegram(api.address(), SETTINGS::token)
                            .call(new GetMe())
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(result);
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
    @CsvSource(delimiter = ';', textBlock = """
            502; <html>; status 502 and no JSON
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
