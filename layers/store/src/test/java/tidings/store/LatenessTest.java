package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tidings.store.FeedStore.Due;

import static org.assertj.core.api.Assertions.assertThat;

class LatenessTest {
    private static final Instant NOW = TestPosts.NOON;

    @Test
    void postsComeAsLateAsTheirCommunitiesWereReadLongAgo() {
        assertThat(Lateness.of(List.of(read("java", 10), read("rust", 30), read("moss", 80)), NOW))
                .isEqualTo(new Lateness(Duration.ofMinutes(40), Duration.ofMinutes(80), 0));
    }

    @Test
    void aQuietCommunityWasReadWhenNothingCameOfIt() {
        Due quiet = new Due(
                TestPosts.feed("quiet"),
                NOW.minus(Duration.ofHours(9)),
                NOW.minus(Duration.ofMinutes(4)),
                OptionalDouble.empty(),
                1);

        assertThat(Lateness.of(List.of(quiet), NOW).longest()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void whatWasNeverReadIsCountedApart() {
        Due unread = new Due(TestPosts.feed("later"), Instant.EPOCH, OptionalDouble.empty(), 1);

        assertThat(Lateness.of(List.of(unread, read("java", 6)), NOW))
                .isEqualTo(new Lateness(Duration.ofMinutes(6), Duration.ofMinutes(6), 1));
        assertThat(Lateness.of(List.of(unread), NOW)).isEqualTo(new Lateness(Duration.ZERO, Duration.ZERO, 1));
        assertThat(Lateness.of(List.of(), NOW)).isEqualTo(new Lateness(Duration.ZERO, Duration.ZERO, 0));
    }

    @Test
    void aReadInTheFutureOfAClockThatIsSlowIsNow() {
        assertThat(Lateness.of(List.of(read("java", -1)), NOW).longest()).isZero();
    }

    private static Due read(String community, int minutesAgo) {
        return new Due(TestPosts.feed(community), NOW.minus(Duration.ofMinutes(minutesAgo)), OptionalDouble.of(1), 1);
    }
}
