package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.store.BriefStore.Brief;
import tidings.store.BriefStore.Page;

import static org.assertj.core.api.Assertions.assertThat;

/// What is held for chats, and when it comes. Noon is 13:00 in Berlin.
abstract class BriefsContract extends DeliveriesFixture {
    private static final ChatSettings BERLIN =
            ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(ZoneId.of("Europe/Berlin")));
    private static final ChatSettings AT_SIX = BERLIN.with(ChatSettings.BRIEF, BriefTimes.parse("18:00"));
    private static final Instant SIX = Instant.parse("2026-11-20T17:00:00Z");

    private void prefer(ChatSettings settings) {
        chats().prefer(ADA.chat(), settings);
    }

    private List<Instant> made() {
        while (briefs().make()) {}
        List<Brief> made = briefs().unqueued(100);
        made.forEach(brief -> briefs().queued(brief, 1));
        return made.stream().map(Brief::dueAt).toList();
    }

    private static List<String> ids(Page page) {
        return page.items().stream()
                .map(item -> item.post().post().id().value())
                .toList();
    }

    private void advanceTo(Instant instant) {
        clock.advance(Duration.between(clock.instant(), instant));
    }

    @Test
    void aBriefBringsWhatWasHeldTheBestFirstAndLeavesOutWhatWasSkipped() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        arrive("p2", 0.9);
        arrive("p3", 0.1);
        assertThat(made()).isEmpty();

        advanceTo(SIX);

        assertThat(briefs().make()).isTrue();
        assertThat(briefs().unqueued(10)).containsExactly(new Brief(ADA.chat(), SIX, AT_SIX, List.of(ADA), false));
        assertThat(ids(briefs().page(ADA, SIX, false, 0, 10))).containsExactly("p2", "p1");
        assertThat(ids(briefs().page(ADA, SIX, false, 1, 10))).containsExactly("p1");
        assertThat(ids(briefs().page(ADA, SIX, true, 0, 10))).containsExactly("p3");
        assertThat(briefs().page(ADA, SIX, true, 0, 10))
                .extracting(Page::sent, Page::skipped)
                .containsExactly(2, 1);
    }

    @Test
    void whatOneBriefBroughtOrLeftOutIsInNoOther() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        arrive("p2", 0.1);
        advanceTo(SIX);
        assertThat(made()).containsExactly(SIX);
        arrive("p3", 0.5);
        Instant next = SIX.plus(Duration.ofDays(1));
        advanceTo(next);

        assertThat(made()).containsExactly(next);
        assertThat(briefs().page(ADA, next, true, 0, 10))
                .extracting(Page::sent, Page::skipped)
                .containsExactly(1, 0);
        assertThat(ids(briefs().page(ADA, next, false, 0, 10))).containsExactly("p3");
    }

    @Test
    void aBriefThatWasMadeStaysUntilItIsQueued() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        advanceTo(SIX);

        assertThat(briefs().make()).isTrue();
        assertThat(briefs().make()).isFalse();

        assertThat(briefs().unqueued(10)).hasSize(1);
        assertThat(briefs().unqueued(10)).hasSize(1);
        briefs().queued(briefs().unqueued(10).getFirst(), 1);
        assertThat(briefs().unqueued(10)).isEmpty();
    }

    @Test
    void briefsThatWereMissedAreOne() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        advanceTo(SIX.plus(Duration.ofHours(30)));

        assertThat(made()).containsExactly(SIX);
        advanceTo(SIX.plus(Duration.ofHours(47)));
        arrive("p2", 0.5);
        assertThat(made()).isEmpty();
        advanceTo(SIX.plus(Duration.ofHours(48)));
        assertThat(made()).containsExactly(SIX.plus(Duration.ofHours(48)));
    }

    @Test
    void nothingComesWhereNothingWasHeld() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.1);
        advanceTo(SIX);

        assertThat(made()).isEmpty();
    }

    @Test
    void whatQuietHoursHeldComesWhenTheyEnd() {
        follow(ADA, JAVA);
        prefer(BERLIN.with(ChatSettings.QUIET, QuietHours.parse("12:00-14:30")));
        arrive("p1", 0.5);
        assertThat(dueStories()).isEmpty();
        Instant end = NOON.plus(Duration.ofMinutes(90));
        advanceTo(end);
        arrive("p2", 0.5);

        assertThat(made()).containsExactly(end);
        assertThat(ids(briefs().page(ADA, end, false, 0, 10))).containsExactly("p1");
        assertThat(dueStories()).containsExactly("p2");
    }

    @Test
    void whatIsHeldForAChatThatWantsNoBriefsAnyMoreComesAtOnce() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        prefer(BERLIN);

        assertThat(made()).hasSize(1);
        advanceTo(SIX);
        assertThat(made()).isEmpty();
    }

    @Test
    void aBriefThatIsDueStaysDueWhenSettingsChange() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        advanceTo(SIX.plusSeconds(30));
        prefer(AT_SIX.with(ChatSettings.PACE, Optional.of(12)));

        assertThat(made()).containsExactly(SIX);
    }

    @Test
    void ofManyTheBestAreSentAndTheOthersSkipped() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        List<String> best = new ArrayList<>();
        for (int i = 0; i < BriefStore.MAX_SENT + 3; i++) {
            arrive("p" + i, 0.9 - 0.01 * i);
            best.add("p" + i);
        }
        advanceTo(SIX);

        assertThat(made()).containsExactly(SIX);
        assertThat(ids(briefs().page(ADA, SIX, false, 0, 100))).isEqualTo(best.subList(0, BriefStore.MAX_SENT));
        Page left = briefs().page(ADA, SIX, true, 0, 100);
        assertThat(ids(left)).isEqualTo(best.subList(BriefStore.MAX_SENT, best.size()));
        assertThat(left.skipped()).isEqualTo(3);
        assertThat(left.gone()).isZero();
    }

    @Test
    void postsThatAreNoLongerStoredAreCountedAsSkipped() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.9);
        clock.advance(Duration.ofHours(1));
        arrive("p2", 0.5);
        feeds().expire(clock.instant(), 10);
        advanceTo(SIX);

        assertThat(made()).containsExactly(SIX);
        Page page = briefs().page(ADA, SIX, false, 0, 10);
        assertThat(ids(page)).containsExactly("p2");
        assertThat(page.skipped()).isEqualTo(1);
        assertThat(page.gone()).isEqualTo(1);
        assertThat(briefs().page(ADA, SIX, true, 0, 10).items()).isEmpty();
    }

    @Test
    void eachForumTopicOfAGroupGetsItsOwnPart() {
        Place thread = new Place(ADA.chat(), OptionalInt.of(7));
        follow(ADA, JAVA);
        follow(thread, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        advanceTo(SIX);

        assertThat(briefs().make()).isTrue();
        assertThat(briefs().unqueued(1))
                .singleElement()
                .satisfies(brief -> assertThat(brief.places()).containsExactlyInAnyOrder(ADA, thread));
        assertThat(ids(briefs().page(thread, SIX, false, 0, 10))).containsExactly("p1");
    }

    @Test
    void aChatThatBlockedTheBotGetsItsBriefOnceItIsBack() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        chats().note(ADA.chat(), ChatRegistry.Status.BLOCKED, clock.instant());
        advanceTo(SIX);
        assertThat(made()).isEmpty();

        chats().note(ADA.chat(), ChatRegistry.Status.ACTIVE, clock.instant());

        assertThat(made()).containsExactly(SIX);
    }

    @Test
    void theChatThatWaitsForLongestComesFirst() {
        for (int chat = 3; chat >= 1; chat--) {
            follow(place(chat), JAVA);
            chats().prefer(
                            new ChatId(chat),
                            BERLIN.with(ChatSettings.BRIEF, BriefTimes.parse("1" + (9 - chat) + ":00")));
        }
        arrive("p1", 0.5);
        advanceTo(SIX.plus(Duration.ofHours(1)));

        assertThat(briefs().make()).isTrue();

        assertThat(briefs().unqueued(10)).extracting(Brief::chat).containsExactly(new ChatId(3));
    }

    @Test
    void oldBriefsAreForgotten() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.5);
        advanceTo(SIX);
        made();

        assertThat(briefs().expire(SIX, 10)).isZero();
        assertThat(briefs().expire(SIX.plusSeconds(1), 10)).isEqualTo(1);
    }

    @Test
    void aPageOfWhatABriefBroughtKeepsItsPostsWhenOthersAreGone() {
        follow(ADA, JAVA);
        prefer(AT_SIX);
        arrive("p1", 0.9);
        arrive("p2", 0.8);
        arrive("p3", 0.7);
        advanceTo(SIX);
        assertThat(made()).containsExactly(SIX);

        posts().remove(List.of(new PostId("p1")));

        assertThat(ids(briefs().page(ADA, SIX, false, 0, 2))).containsExactly("p2");
        assertThat(ids(briefs().page(ADA, SIX, false, 2, 2))).containsExactly("p3");
        assertThat(briefs().page(ADA, SIX, false, 0, 2).sent()).isEqualTo(3);
    }
}
