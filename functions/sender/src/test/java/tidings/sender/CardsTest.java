package tidings.sender;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Verdict;
import tidings.botapi.HttpTelegram;
import tidings.botapi.Telegram;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.Samples;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Place;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What people see in a sandbox of Telegram.
class CardsTest {
    private static final TelegramSettings SETTINGS =
            TelegramSettings.local().withClock(InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z")));
    private static final CardId CARD = CardId.ofUpdate("1");

    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(SETTINGS);

    private final Person ada = sandbox.person("Ada");
    private final Place place = Place.of(new ChatId(ada.chat().value()));
    private final ManualClock clock = new ManualClock();
    private final InMemoryChats chats = new InMemoryChats();
    private final Telegram telegram = new HttpTelegram(sandbox.apiAddress(), SETTINGS::token);
    private final Sender sender = new Sender(
            telegram,
            _ -> {},
            chats,
            new Pacer(chats, RateLimiter.inMemory(Pacer.INTERVAL), clock::advanceTo, clock),
            Meter.silent(),
            clock);

    @Test
    void aCardIsSentAndThenEdited() {
        assertThat(show(CARD, Card.of("<b>Fetching</b> r/java…"))).isEqualTo(Verdict.DONE);
        assertThat(show(CARD, new Card("Here &lt;b&gt;it&lt;/b&gt; is", List.of(List.of(new Button("Next", "x"))))))
                .isEqualTo(Verdict.DONE);

        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Here <b>it</b> is");
            assertThat(message.buttons()).containsExactly("Next");
            assertThat(message.state()).isEqualTo(SeenMessage.State.EDITED);
        });
    }

    @Test
    void aButtonMayOpenAPage() {
        show(CARD, new Card("Runbook", List.of(List.of(Button.opening("Open", "https://example.org/runbook")))));

        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.buttons()).containsExactly("Open"));
        assertThatThrownBy(() -> ada.presses("Open")).hasMessageContaining("https://example.org/runbook");
    }

    @Test
    void aPictureHasACaption() {
        ShowPictureV1 sample = Samples.read("show-picture.1", ShowPictureV1.class);

        Verdict verdict = handle(new ShowPictureV1(place, sample.id(), "<b>Errors</b> of today", sample.png()));

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(SeenMessage.Form.PHOTO);
            assertThat(message.text()).isEqualTo("Errors of today");
        });
    }

    @Test
    void aCardWithMediaIsAPictureWithButtonsWhoseCaptionIsEdited() {
        String png = Samples.read("show-picture.1", ShowPictureV1.class).png();

        show(CARD, new Card("<b>Errors</b>", List.of(List.of(new Button("Refresh", "x"))), media(png)));
        Verdict verdict = show(CARD, new Card("<b>No errors</b>", List.of(List.of(new Button("Again", "y")))));

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(SeenMessage.Form.PHOTO);
            assertThat(message.text()).isEqualTo("No errors");
            assertThat(message.buttons()).containsExactly("Again");
        });
    }

    private static Optional<Card.Media> media(String png) {
        return Optional.of(new Card.Media(png));
    }

    private Verdict show(CardId card, Card content) {
        return handle(new ShowCardV1(place, card, "1/done", content));
    }

    private Verdict handle(OutboxMessage message) {
        return sender.handle(new Delivery<>(message, "id", 1, 0));
    }
}
