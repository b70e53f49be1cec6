package tidings.chats;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.domain.PostId;
import tidings.preferences.ChatSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ConversationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456Z");

    @Test
    void remembersTheLastUpdatesThatItHandledEachOnce() {
        Conversation conversation = handled(LongStream.rangeClosed(1, 100)).handled(99);

        assertThat(LongStream.rangeClosed(1, 100).filter(conversation::isHandled))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(83, 100).boxed().toList());
        assertThat(conversation.handled()).doesNotHaveDuplicates().endsWith(99L);
    }

    @Test
    void countsTheAnswersOfTheLastMinute() {
        Conversation conversation = Conversation.NEW
                .answeredAt(NOON)
                .answeredAt(NOON.plusSeconds(30))
                .answeredAt(NOON.plusSeconds(59));

        assertThat(conversation.answers(NOON.plusSeconds(59))).isEqualTo(3);
        assertThat(conversation.answers(NOON.plusSeconds(70))).isEqualTo(2);
        assertThat(conversation.answers(NOON.plusSeconds(120))).isZero();
        assertThat(conversation.answeredAt(NOON.plus(Duration.ofDays(1))).answered())
                .hasSize(1);
    }

    /// A unit writes a kilobyte, of which keys and the names of attributes take some sixty bytes.
    @Test
    void fitsIntoOneUnitHoweverMuchIsSaidAndChosen() {
        ChatSettings all = new ChatSettings(Map.of(
                "language", "de",
                "zone", "America/Argentina/ComodRivadavia",
                "quiet", "21:00-07:00",
                "pace", "500",
                "brief", "mon 07:00,tue 07:00,wed 07:00,thu 07:00,fri 07:00,sat 10:30",
                "media", "previews",
                "adult", "true",
                "points", "quiet"));
        assertThat(ChatSettings.ALL).allMatch(setting -> all.get(setting).isPresent());
        Conversation conversation =
                handled(LongStream.range(9_999_999_000L, 9_999_999_100L)).with(all);
        for (int i = 0; i < 100; i++) {
            conversation = conversation.answeredAt(NOON.plusMillis(i));
        }
        conversation = conversation.showing(
                new Shown(
                        "x".repeat(36),
                        "y".repeat(64),
                        LongStream.range(0, 20)
                                .mapToObj(i -> new PostId("1kq3v" + (10 + i)))
                                .toList(),
                        OptionalInt.of(1_000_000),
                        OptionalInt.of(10)),
                NOON);
        assertThat(conversation.shown().orElseThrow().posts()).hasSize(10);

        assertThat(Json.write(conversation).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(960);
        assertThat(Json.read(Json.write(conversation), Conversation.class)).isEqualTo(conversation);
        assertThat(conversation.answers(NOON)).isEqualTo(Conversation.MOST_ANSWERS);
    }

    @Test
    void oneOfAnEarlierVersionIsRead() {
        Conversation read = Json.read(
                "{\"chosen\": {\"pace\": \"12\"}, \"handled\": [7], \"answered\": [\"2026-11-20T12:00:00Z\"]}",
                Conversation.class);

        assertThat(read.answers(NOON)).isEqualTo(1);
        assertThat(read.shown()).isEmpty();
        assertThat(Json.read(Json.write(read), Conversation.class)).isEqualTo(read);
    }

    @Test
    void aPostOfAListIsOpenedAndOneOfNoListIsNot() {
        Shown list = new Shown("top java", "", List.of(new PostId("a1"), new PostId("a2")), OptionalInt.of(4));

        assertThat(list.openedPost()).isEmpty();
        Shown opened = list.opening(new PostId("a2")).orElseThrow();
        assertThat(opened.openedPost()).contains(new PostId("a2"));
        assertThat(opened.posts()).isEqualTo(list.posts());
        assertThat(list.opening(new PostId("a3"))).isEmpty();
        assertThat(Json.read(Json.write(opened), Shown.class)).isEqualTo(opened);
        assertThat(Json.read("{\"again\":\"top java\",\"opened\":7}", Shown.class)
                        .openedPost())
                .isEmpty();
        assertThat(Conversation.NEW.showing(list, NOON).shown(OptionalInt.of(4)))
                .contains(list);
        assertThat(Conversation.NEW.showing(list, NOON).shown(OptionalInt.empty()))
                .isEmpty();
    }

    @Test
    void whatIsTooLongForAUnitIsNotKeptOfWhatWasShown() {
        Shown shown = new Shown("ä".repeat(19), "next|1", List.of(new PostId("1kq3vd2")), OptionalInt.empty());

        assertThat(shown.again()).isEmpty();
        assertThat(shown.more()).isEqualTo("next|1");
    }

    @Test
    void isKeptForGoodIfTheChatChoseSomething() {
        assertThat(Conversation.NEW.handled(7).expiry(NOON)).contains(NOON.plus(Duration.ofHours(25)));
        assertThat(Conversation.NEW
                        .with(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")))
                        .expiry(NOON))
                .isEmpty();
    }

    private static Conversation handled(LongStream updates) {
        return updates.boxed().reduce(Conversation.NEW, Conversation::handled, (_, last) -> last);
    }
}
