package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.aws.UnavailableException;
import tidings.cards.PostButtons;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// What people did is noted behind their answers, and listed.
class HistoryTest {
    private final TestBot bot = new TestBot();

    @BeforeEach
    void known() {
        bot.registry.note(TestBot.ADA, Status.ACTIVE, TestBot.NOON);
    }

    @Test
    void aListIsNotedWithItsPostsAndNothingThatWasSaid() {
        bot.posted("Records");
        bot.says("/top java");

        assertThat(bot.acted)
                .containsExactly(new ActedV1(
                        TestBot.ADA, "42", TestBot.NOON, Kind.SHOWN, Optional.of("top"), List.of(new PostId("p0"))));
    }

    @Test
    void aCommandWithoutPostsIsNotedByItsWordAlone() {
        bot.says("/classify my very own thoughts about a cat");

        assertThat(bot.acted).singleElement().isInstanceOfSatisfying(ActedV1.class, acted -> {
            assertThat(acted.kind()).isEqualTo(Kind.COMMAND);
            assertThat(acted.command()).contains("classify");
            assertThat(acted.toString()).doesNotContain("thoughts", "cat");
        });
    }

    @Test
    void whatAPressDidIsNotedWithItsPost() {
        bot.posted("Records");
        bot.says("/save https://redd.it/p0 for Sunday");
        bot.presses(PostButtons.SAVE.data(new PostId("p0")));
        bot.presses(History.OPEN.data(new PostId("p0")));
        bot.says("/remind tomorrow 9:00 tea");

        assertThat(bot.acted)
                .extracting(one -> ((ActedV1) one).kind())
                .containsExactly(Kind.SAVED, Kind.SAVED, Kind.OPENED, Kind.REMINDED);
        assertThat(bot.acted.subList(0, 3))
                .allSatisfy(one -> assertThat(((ActedV1) one).posts()).containsExactly(new PostId("p0")));
    }

    @Test
    void whateverIsFollowedIsNotedAsThat() {
        bot.presses(StartCards.PICK.data(new StartCards.Pick("programming", true, 0)));
        bot.presses(StartCards.DONE.data(new StartCards.Done("5", "08:00", "Europe/London")));
        bot.says("/import https://www.reddit.com/r/rust");
        bot.presses(bot.button("Follow"));
        bot.presses(Offers.TAKE.data("r_kotlin"));

        assertThat(bot.acted.stream().map(one -> ((ActedV1) one).kind()).filter(Kind.FOLLOWED::equals))
                .hasSize(3);
    }

    @Test
    void whatCameToNothingIsNotNoted() {
        bot.says("/nonsense");
        bot.says("my neighbour’s hedge is too high");
        bot.saysInAGroup("hello everybody");

        assertThat(bot.acted).isEmpty();
    }

    @Test
    void anAnswerIsGivenWhereTheQueueIsAway() {
        bot.posted("Records");
        bot.activity = _ -> {
            throw new UnavailableException("the queue is away");
        };

        bot.says("/top java");
        bot.says("the first one");

        assertThat(bot.outbox).hasSize(2).allMatch(ShowCardV1.class::isInstance);
    }

    @Test
    void theLatestEntriesAreListedPageByPage() {
        bot.posted("Records");
        add(IntStream.range(0, 7)
                .mapToObj(i -> new ActedV1(
                        TestBot.ADA,
                        "" + i,
                        TestBot.NOON.minusSeconds(i * 60L),
                        i == 0 ? Kind.COMMAND : Kind.SAVED,
                        Optional.of("settings"),
                        i == 0 ? List.of() : List.of(new PostId("p0"))))
                .toList());

        bot.says("/history");
        assertThat(bot.lastCard().html()).contains("• ", "/settings", "1. ", "4. ", "saved", "Records");
        assertThat(bot.labels()).containsExactly("1", "2", "3", "4", "Next ▶");

        bot.presses(bot.button("Next"));
        assertThat(bot.labels()).containsExactly("1", "2", "⏮ Latest");
        bot.presses(bot.button("Latest"));
        assertThat(bot.labels()).containsExactly("1", "2", "3", "4", "Next ▶");

        bot.presses(bot.button("1"));
        assertThat(bot.lastCard().html()).contains("Records");
        assertThat(bot.labels()).contains("🔖 Save", "⏰ In an hour", "🕘 History");
    }

    @Test
    void anEntryOfTodayHasItsTimeAndAnOlderOneItsDateToo() {
        add(Stream.of(2, 26)
                .map(hours -> new ActedV1(
                        TestBot.ADA,
                        "" + hours,
                        TestBot.NOON.minus(Duration.ofHours(hours)),
                        Kind.COMMAND,
                        Optional.of("settings"),
                        List.of()))
                .toList());

        bot.says("/history");
        assertThat(bot.lastCard().html())
                .contains("• 10:00 · /settings")
                .containsPattern("• [A-Z][a-z]+ \\d+, 10:00 · ");
        bot.says("de", "/history");
        assertThat(bot.lastCard().html()).containsPattern("• \\d+\\. \\w+\\.?, 10:00 · /settings");
    }

    @Test
    void aListIsShownAgainWithAButtonForEachPostThatIsKept() {
        bot.posted("Records", "Sealed types");
        add(List.of(new ActedV1(
                TestBot.ADA,
                "1",
                TestBot.NOON,
                Kind.SHOWN,
                Optional.of("top"),
                List.of(new PostId("p1"), new PostId("gone1"), new PostId("p0")))));

        bot.says("/history");
        bot.presses(bot.button("1"));
        assertThat(bot.lastCard().html())
                .contains("1.</b>", "Sealed types", "2.</b>", "Records", "One post is no longer stored.");

        bot.presses(bot.button("2"));
        assertThat(bot.lastCard().html()).contains("Records").doesNotContain("Sealed");
        bot.presses(bot.button("hour"));
        assertThat(bot.services
                        .stores()
                        .reminders()
                        .of(TestBot.ADA)
                        .getFirst()
                        .subject()
                        .post())
                .contains(new PostId("p0"));
    }

    @Test
    void aPostThatIsKeptNoLongerHasItsLink() {
        bot.presses(History.OPEN.data(new PostId("gone1")));

        assertThat(bot.lastCard().html()).contains("https://redd.it/gone1").contains("no longer stored");
    }

    @Test
    void lookingBackIsNotNotedAndWhatIsOpenedFromThereIs() {
        bot.posted("Records", "Sealed types");
        add(List.of(new ActedV1(
                TestBot.ADA,
                "1",
                TestBot.NOON,
                Kind.SHOWN,
                Optional.of("top"),
                List.of(new PostId("p1"), new PostId("p0")))));

        bot.says("/history");
        bot.presses(bot.button("1"));
        bot.presses(History.LIST.data(Optional.empty()));
        assertThat(bot.acted).isEmpty();

        bot.presses(History.OPEN.data(new PostId("p0")));
        assertThat(bot.acted).extracting(one -> ((ActedV1) one).kind()).containsExactly(Kind.OPENED);
    }

    @Test
    void anEmptyHistorySaysWhatComesThere() {
        bot.says("/history");

        assertThat(bot.lastCard().html()).startsWith("Nothing yet");
    }

    private void add(List<ActedV1> acted) {
        assertThat(bot.stores.history().add(acted, _ -> false)).isEmpty();
    }
}
