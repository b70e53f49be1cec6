package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore.Brief;

import static org.assertj.core.api.Assertions.assertThat;

/// Briefs until they are queued: those whose parts go to threads, and those that many chats want at once.
abstract class QueuedBriefsContract extends DeliveriesFixture {
    private static final ChatSettings AT_SIX = ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("18:00"));
    private static final Instant SIX = Instant.parse("2026-11-20T18:00:00Z");

    @Test
    void aBriefThatWaitsIsNotQueuedBeforeAndHoldsUpNoOther() {
        follow(ADA, JAVA);
        follow(place(2), JAVA);
        chats().prefer(ADA.chat(), AT_SIX);
        chats().prefer(place(2).chat(), AT_SIX);
        arrive("p1", 0.5);
        clock.advance(Duration.between(clock.instant(), SIX));
        while (briefs().make()) {}
        Brief first = briefs().unqueued(10).getFirst();

        briefs().waits(first, SIX.plusSeconds(60));

        assertThat(briefs().unqueued(1)).hasSize(1).doesNotContain(first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(briefs().unqueued(10)).hasSize(2).contains(first);
    }

    @Test
    void howABriefWasMadeStaysKnownWhateverTheGroupChoosesLater() {
        follow(ADA, JAVA);
        chats().prefer(ADA.chat(), AT_SIX.with(ThreadStore.AUTO, Optional.of(true)));
        arrive("p1", 0.5);
        clock.advance(Duration.between(clock.instant(), SIX));
        assertThat(briefs().make()).isTrue();
        chats().prefer(ADA.chat(), AT_SIX);

        assertThat(briefs().unqueued(10)).singleElement().matches(Brief::byTopic);
        assertThat(briefs().isByTopic(ADA.chat(), SIX)).isTrue();
        assertThat(briefs().isByTopic(ADA.chat(), SIX.plusSeconds(60))).isFalse();
        chats().forget(ADA.chat());
        assertThat(briefs().isByTopic(ADA.chat(), SIX)).isFalse();
    }

    @Test
    void aBriefComesAfterThoseThatAreDueBeforeItAndThenInTheOrderOfTheirChats() {
        IntStream.rangeClosed(1, 10).forEach(chat -> follow(place(chat), JAVA));
        IntStream.rangeClosed(1, 9).forEach(chat -> chats().prefer(place(chat).chat(), AT_SIX));
        chats().prefer(place(10).chat(), ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("17:59")));
        arrive("p1", 0.5);
        clock.advance(Duration.between(clock.instant(), SIX));
        while (briefs().make()) {}
        briefs().unqueued(100).forEach(brief -> briefs().queued(brief, 2));

        assertThat(late(9, 1)).as("eight before it take two seconds each").isEqualTo(Duration.ofSeconds(16));
        assertThat(late(5, 0.1)).isEqualTo(Duration.ofSeconds(4 * 20));
        assertThat(late(1, 0.1)).as("the one a minute before is over").isZero();
        assertThat(late(1, 0.02)).as("it takes 100 s").isEqualTo(Duration.ofSeconds(100 - 60));
        assertThat(late(9, 0.02)).isEqualTo(Duration.ofSeconds(9 * 100 - 60));
        assertThat(late(9, 1_000)).as("so many are made in a second").isZero();
    }

    @Test
    void whoGotNothingBeforeTakesNoTimeOfAMessage() {
        follow(place(1), JAVA);
        IntStream.rangeClosed(1, 3).forEach(chat -> chats().prefer(place(chat).chat(), AT_SIX));
        arrive("p1", 0.5);
        clock.advance(Duration.between(clock.instant(), SIX));
        while (briefs().make()) {}
        briefs().unqueued(100).forEach(brief -> briefs().queued(brief, 2));

        assertThat(late(3, 0.1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(late(2, 0.1)).isEqualTo(Duration.ofSeconds(20));
    }

    private Duration late(int chat, double messagesASecond) {
        return briefs().late(place(chat).chat(), SIX.plus(Duration.ofDays(1)), messagesASecond);
    }
}
