package tidings.sender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.ChatStates;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Button;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.domain.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.messages.Samples;
import tidings.aws.Verdict;
import tidings.sender.Telegram.Reply;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpTelegramTest {
    private static final TelegramSettings SETTINGS =
            TelegramSettings.local().withClock(InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")));

    private final AtomicInteger tokenRefusals = new AtomicInteger();

    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(SETTINGS);

    private final Person ada = sandbox.person("Ada");
    private final Telegram telegram =
            new HttpTelegram(sandbox.apiAddress(), SETTINGS::token, tokenRefusals::incrementAndGet);

    private final ManualClock clock = new ManualClock();
    private final Sender sender = new Sender(
            telegram,
            new Remembering(),
            new Pacer(ChatStates.inMemory(), RateLimiter.inMemory(Pacer.INTERVAL), clock::advanceTo, clock),
            Meter.silent());

    @Test
    void showsACardAndThenItsNextState() {

        assertThat(sender.handle(delivery(card("<b>Reading</b> r/java…", List.of()))))
                .isEqualTo(Verdict.DONE);
        assertThat(sender.handle(
                        delivery(card("Here &lt;b&gt;it&lt;/b&gt; is", List.of(List.of(new Button("Next", "x")))))))
                .isEqualTo(Verdict.DONE);

        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Here <b>it</b> is");
            assertThat(message.buttons()).containsExactly("Next");
            assertThat(message.state()).isEqualTo(SeenMessage.State.EDITED);
        });
    }

    @Test
    void aButtonMayOpenAPage() {

        sender.handle(
                delivery(card("Runbook", List.of(List.of(Button.opening("Open", "https://example.org/runbook"))))));

        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.buttons()).containsExactly("Open"));
        assertThatThrownBy(() -> ada.presses("Open")).hasMessageContaining("https://example.org/runbook");
    }

    @Test
    void sendsAPicture() {
        ShowPictureV1 sample = Samples.read("show-picture.1", ShowPictureV1.class);

        Verdict verdict = sender.handle(delivery(new ShowPictureV1(
                new ChatId(ada.chat().value()), sample.id(), "<b>Errors</b> of today", sample.png())));

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(SeenMessage.Form.PHOTO);
            assertThat(message.text()).isEqualTo("Errors of today");
        });
    }

    @Test
    void tellsThatNothingChanged() {
        int message = sent();

        assertThat(edit(message, "hello")).isInstanceOf(Reply.NotModified.class);
    }

    @Test
    void tellsThatTheMessageIsGone() {
        assertThat(edit(999, "hello")).isInstanceOf(Reply.MessageGone.class);
    }

    @Test
    void tellsThatItWasBlocked() {
        ada.blocksTheBot();

        assertThat(send("hello")).isInstanceOf(Reply.Blocked.class);
    }

    @Test
    void tellsHowLongToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("hello " + i)).isInstanceOf(Reply.Done.class);
        }

        assertThat(send("one too many"))
                .isInstanceOfSatisfying(
                        Reply.SlowDown.class,
                        slow -> assertThat(slow.pause()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6)));
    }

    @Test
    void tellsWhatTelegramWillNeverTake() {
        assertThat(send("<b>unclosed"))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(400));
    }

    @Test
    void takesAWrongTokenForAnOutageAndKeepsItToItself() {
        Reply reply = new HttpTelegram(sandbox.apiAddress(), () -> "1:wrong", tokenRefusals::incrementAndGet)
                .call("getMe", arguments());

        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
        assertThat(reply.toString()).doesNotContain("wrong");
        assertThat(tokenRefusals).as("so that another token is looked for").hasValue(1);
    }

    @Test
    void takesSilenceForAnOutage() {
        URI nobody = URI.create("http://127.0.0.1:1");

        assertThat(new HttpTelegram(nobody, SETTINGS::token, tokenRefusals::incrementAndGet).call("getMe", arguments()))
                .isInstanceOf(Reply.Unavailable.class);
    }

    private int sent() {
        return ((Reply.Done) send("hello")).result().path("message_id").asInt();
    }

    private Reply send(String html) {
        return telegram.call("sendMessage", text(html));
    }

    private Reply edit(int message, String html) {
        return telegram.call("editMessageText", text(html).put("message_id", message));
    }

    private ObjectNode text(String html) {
        return arguments().put("chat_id", ada.chat().value()).put("text", html).put("parse_mode", "HTML");
    }

    private static ObjectNode arguments() {
        return Json.mapper().createObjectNode();
    }

    private static Delivery<OutboxMessage> delivery(OutboxMessage message) {
        return new Delivery<>(message, "id", 1, 0);
    }

    private ShowCardV1 card(String html, List<List<Button>> buttons) {
        return new ShowCardV1(new ChatId(ada.chat().value()), CardId.ofUpdate("1"), "1/done", html, buttons);
    }

    private static final class Remembering implements ShownCards {
        private OptionalInt shown = OptionalInt.empty();

        @Override
        public OptionalInt message(ChatId chat, CardId card) {
            return shown;
        }

        @Override
        public void shown(ChatId chat, CardId card, int message) {
            shown = OptionalInt.of(message);
        }
    }
}
