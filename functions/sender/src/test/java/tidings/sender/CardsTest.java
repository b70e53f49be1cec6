package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.botapi.HttpTelegram;
import tidings.botapi.Telegram;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.Samples;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.CardId;
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
    private final Sender sender = SenderFixture.sender(telegram, _ -> {}, chats, clock);

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

    static Stream<Arguments> textsThatTelegramRefuses() {
        return Stream.of(
                Arguments.of("<b>unclosed", "unclosed"),
                Arguments.of("<x>no tag</x>", "no tag"),
                Arguments.of("<b>1</i>", "1"),
                Arguments.of("&nosuch; reference", "&nosuch; reference"),
                Arguments.of("half \uD83C of a character", "half \uFFFD of a character"),
                Arguments.of("a\u0000b", "a b"),
                Arguments.of("", "…"),
                Arguments.of("<i> </i>", "…"),
                Arguments.of("x".repeat(5_000), "x".repeat(4_095) + "…"),
                Arguments.of("<b>" + "🌍".repeat(3_000) + "</b>", "🌍".repeat(2_047) + "…"));
    }

    @ParameterizedTest
    @MethodSource("textsThatTelegramRefuses")
    void aTextIsShownAsFarAsItCanBe(String html, String text) {
        assertThat(show(CARD, Card.of(html))).isEqualTo(Verdict.DONE);

        assertThat(ada.hears()).extracting(SeenMessage::text).containsExactly(text);
    }

    @Test
    void buttonsThatTelegramRefusesAreLeftOutAndTheOthersShown() {
        List<Button> buttons = List.of(
                new Button(" ", "blank"),
                new Button("No data", ""),
                new Button("Much data", "é".repeat(33)),
                Button.opening("No host", "https://localhost/"),
                Button.opening("No address", "nowhere at all"),
                new Button("Next", "é".repeat(32)));
        List<List<Button>> rows = new ArrayList<>(List.of(buttons.subList(0, 3), buttons));
        for (int i = 0; i < 120; i++) {
            rows.add(List.of(new Button("Page " + i, "page " + i)));
        }

        assertThat(show(CARD, new Card("text", rows))).isEqualTo(Verdict.DONE);

        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.buttons())
                        .hasSize(100)
                        .startsWith("Next", "Page 0")
                        .endsWith("Page 98"));
    }

    @Test
    void anAnswerWhosePlaceholderWasDeletedComesAsANewMessage() {
        show(CARD, Card.of("Fetching"));
        ada.deletes(ada.hears().getFirst().id());

        assertThat(show(CARD, Card.of("Here it is"))).isEqualTo(Verdict.DONE);

        assertThat(ada.hears()).extracting(SeenMessage::text).containsExactly("Here it is");
    }

    @Test
    void aMutedBotIsSilentUntilItMayWriteAgain() {
        Person inGroup = ada.in(sandbox.group("Readers", ada));
        inGroup.mutesTheBot();

        assertThat(showIn(inGroup, OptionalInt.empty(), "1")).isEqualTo(Verdict.DONE);
        inGroup.unmutesTheBot();
        clock.advance(Duration.ofHours(1));
        assertThat(showIn(inGroup, OptionalInt.empty(), "2")).isEqualTo(Verdict.DONE);

        assertThat(inGroup.hears()).extracting(SeenMessage::text).containsExactly("2");
    }

    @Test
    void whatIsForAClosedOrDeletedTopicIsDroppedAndOtherTopicsAreServed() {
        Person forum = ada.in(sandbox.group("Readers", ada)).migratesTheGroup();
        forum.enablesTopics();
        Person java = forum.opensTopic("Java");
        Person books = forum.opensTopic("Books");
        java.closesTheTopic();

        assertThat(showIn(forum, topic(java), "1")).isEqualTo(Verdict.DONE);
        assertThat(showIn(forum, topic(books), "2")).isEqualTo(Verdict.DONE);
        assertThat(books.hears()).extracting(SeenMessage::text).containsExactly("2");
        OptionalInt gone = topic(books);
        forum.deletes(books.sees().getFirst().id());
        assertThat(showIn(forum, gone, "3")).isEqualTo(Verdict.DONE);
        assertThat(forum.hears()).extracting(SeenMessage::text).containsExactly("2");
    }

    @Test
    void anAnswerForAGroupThatBecameASupergroupComesThereOnce() {
        Person inGroup = ada.in(sandbox.group("Readers", ada));
        showIn(inGroup, OptionalInt.empty(), "Fetching");
        Person there = inGroup.migratesTheGroup();

        assertThat(showIn(inGroup, OptionalInt.empty(), "Here it is")).isEqualTo(Verdict.DONE);
        assertThat(showIn(inGroup, OptionalInt.empty(), "Here it is, edited")).isEqualTo(Verdict.DONE);

        assertThat(there.hears()).extracting(SeenMessage::text).containsExactly("Here it is, edited");
    }

    private Verdict showIn(Person person, OptionalInt topic, String text) {
        Place there = new Place(new ChatId(person.chat().value()), topic);
        CardId card = text.matches("[0-9]+") ? CardId.ofUpdate(text) : CARD;
        return handle(new ShowCardV1(there, card, "1/done", Card.of(text)));
    }

    private static OptionalInt topic(Person inTopic) {
        return OptionalInt.of(Math.toIntExact(inTopic.sees().getFirst().id().value()));
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
