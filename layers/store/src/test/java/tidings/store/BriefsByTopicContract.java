package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore.Brief;

import static org.assertj.core.api.Assertions.assertThat;

/// Briefs whose parts go to threads.
abstract class BriefsByTopicContract extends DeliveriesFixture {
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
}
