package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.follows.Origin;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore.Missing;
import tidings.store.BriefStore.Page;

import static org.assertj.core.api.Assertions.assertThat;

/// Posts of weekly briefs that are no longer stored.
abstract class BriefTitlesContract extends DeliveriesFixture {
    private static final Duration KEPT = Duration.ofHours(48);
    private static final ChatSettings FRIDAYS =
            ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("fri 18:00"));
    private static final Instant FRIDAY = Instant.parse("2026-11-27T18:00:00Z");

    /// It is Friday evening, an hour after a brief.
    @BeforeEach
    void follow() {
        clock.advance(Duration.ofHours(7));
        follow(ADA, JAVA);
        chats().prefer(ADA.chat(), FRIDAYS);
    }

    private void advanceTo(Instant instant) {
        clock.advance(Duration.between(clock.instant(), instant));
        feeds().expire(clock.instant().minus(KEPT), 1_000);
    }

    private Optional<Missing> turn() {
        return briefs().toRestore(
                        clock.instant().plus(Duration.ofMinutes(10)),
                        clock.instant().minus(KEPT),
                        5);
    }

    private List<String> missing() {
        Missing missing = turn().orElseThrow();
        assertThat(missing.communities())
                .isEqualTo(missing.posts().isEmpty() ? List.of() : List.of(new Community("java")));
        return missing.posts().stream().map(PostId::value).toList();
    }

    private void restore(String... ids) {
        posts().restore(
                        Stream.of(ids)
                                .map(id -> TestPosts.post("java", id, OptionalInt.of(10)))
                                .toList(),
                        clock.instant());
    }

    private static List<String> ids(Page page) {
        return page.items().stream()
                .map(item -> item.post().post().id().value())
                .toList();
    }

    private Page brief() {
        return briefs().page(ADA, FRIDAY, false, 0, 100);
    }

    @Test
    void theBestOfTheWeekAreAskedForOnceAndShownTheBestFirst() {
        arrive("old1", 0.5);
        arrive("old2", 0.9);
        advanceTo(FRIDAY.minus(Duration.ofHours(1)));
        arrive("new", 0.7);
        assertThat(turn()).as("an hour before").isEmpty();
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));

        assertThat(missing()).containsExactlyInAnyOrder("old1", "old2");
        assertThat(turn()).as("again").isEmpty();
        restore("old1", "old2");
        advanceTo(FRIDAY);

        assertThat(briefs().make()).isTrue();
        assertThat(ids(brief())).containsExactly("old2", "new", "old1");
        assertThat(brief().gone()).isZero();
    }

    @Test
    void whatDidNotComeIsCountedAndHoldsNothingBack() {
        arrive("old1", 0.5);
        arrive("old2", 0.9);
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));
        assertThat(missing()).hasSize(2);
        restore("old1");
        advanceTo(FRIDAY);

        assertThat(briefs().make()).isTrue();

        assertThat(ids(brief())).containsExactly("old1");
        assertThat(brief()).extracting(Page::skipped, Page::gone).containsExactly(1, 1);
    }

    @Test
    void whatWasRestoredIsGoneAgainAfterTwoDaysAndNobodyWasToldOfIt() {
        arrive("old", 0.5);
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));
        assertThat(missing()).hasSize(1);
        restore("old");
        expandAll();
        assertThat(asked).as("follows that were asked").isEmpty();
        advanceTo(FRIDAY);
        assertThat(briefs().make()).isTrue();
        PostId old = new PostId("old");

        advanceTo(FRIDAY.plus(KEPT).minus(Duration.ofMinutes(11)));
        assertThat(posts().find(old)).isPresent();
        advanceTo(FRIDAY.plus(KEPT).minus(Duration.ofMinutes(9)));

        assertThat(posts().find(old)).isEmpty();
        assertThat(ids(brief())).isEmpty();
    }

    @Test
    void whatIsStoredIsNotAskedForAndOfMoreThanFitOnlyTheBest() {
        List<String> best = new ArrayList<>();
        for (int i = 0; i < BriefStore.MAX_SENT + 5; i++) {
            arrive("old" + i, 0.9 - 0.01 * i);
            best.add("old" + i);
        }
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));
        restore("old0", "old1");

        assertThat(missing()).containsExactlyInAnyOrderElementsOf(best.subList(2, BriefStore.MAX_SENT));
    }

    @Test
    void chatsOfWhichAllIsStoredTakeNobodysTurn() {
        for (int chat = 2; chat <= 9; chat++) {
            chats().prefer(place(chat).chat(), FRIDAYS);
        }
        arrive("old", 0.5);
        advanceTo(FRIDAY.minus(Duration.ofHours(47)));
        for (int chat = 2; chat <= 9; chat++) {
            follow(place(chat), JAVA);
        }
        arrive("new", 0.5);
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));

        assertThat(missing()).containsExactly("old");
    }

    @Test
    void manyChatsHaveTheirTurnsOneAfterAnother() {
        for (int chat = 2; chat <= 9; chat++) {
            follow(place(chat), JAVA);
            chats().prefer(place(chat).chat(), FRIDAYS);
        }
        arrive("old", 0.5);
        advanceTo(FRIDAY.minus(Duration.ofMinutes(10)));

        assertThat(missing()).containsExactly("old");
        restore("old");
        assertThat(missing()).as("the other chats, while it is stored").isEmpty();
        assertThat(turn()).as("nobody is left").isEmpty();
    }

    @Test
    void ofWhatNoCommunityWasFollowedForNobodyKnowsWhereItIs() {
        follow(place(2), Origin.of("topic:music"));
        chats().prefer(place(2).chat(), FRIDAYS);
        follows().of(ADA.chat()).forEach(one -> follows().remove(ADA.chat(), one.id()));
        arrive("p1", 0.9);
        advanceTo(FRIDAY.minus(Duration.ofMinutes(5)));

        Missing missing = turn().orElseThrow();

        assertThat(missing.posts()).containsExactly(new PostId("p1"));
        assertThat(missing.communities()).isEmpty();
    }
}
