package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore.Wanted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// What a person is shown of their briefs, and of what they may choose from.
abstract class WantedContract extends DeliveriesFixture {
    private static final ChatSettings AT_SIX = ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("18:00"));

    @Test
    void theLastBriefOfAChatIsKnown() {
        follow(ADA, JAVA);
        chats().prefer(ADA.chat(), AT_SIX);
        assertThat(briefs().last(ADA.chat())).isEmpty();
        arrive("p1", 0.5);
        clock.advance(Duration.ofDays(1));
        assertThat(briefs().make()).isTrue();
        Instant first = briefs().last(ADA.chat()).orElseThrow();
        arrive("p2", 0.5);
        clock.advance(Duration.ofDays(1));
        assertThat(briefs().make()).isTrue();

        assertThat(briefs().last(ADA.chat())).contains(first.plus(Duration.ofDays(1)));
        assertThat(briefs().last(new ChatId(2))).isEmpty();
    }

    @Test
    void whatAPlaceWantedIsKnownWithItsRankWhetherItCameOrNot() {
        follow(ADA, JAVA);
        follow(new Place(ADA.chat(), OptionalInt.of(9)), JAVA);
        arrive("p1", 0.5);
        clock.advance(Duration.ofHours(1));
        Instant since = clock.instant();
        clock.advance(Duration.ofHours(1));
        arrive("p2", 0.1);
        clock.advance(Duration.ofHours(1));
        arrive("p3", 0.75);

        assertThat(briefs().wanted(ADA, since, 10))
                .extracting(one -> one.post().post().id().value(), Wanted::rank, Wanted::skipped)
                .containsExactly(tuple("p3", 0.75f, false), tuple("p2", 0.1f, true));
        assertThat(briefs().wanted(ADA, Instant.EPOCH, 1)).hasSize(1);
        assertThat(briefs().wanted(place(2), Instant.EPOCH, 10)).isEmpty();
    }
}
