package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What every rate limiter promises.
interface RateLimiterContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    Duration INTERVAL = Duration.ofMillis(40);

    /// The limiter under test as another environment sees it, with slots [#INTERVAL] apart; new for each test.
    RateLimiter elsewhere(Duration burst);

    private RateLimiter elsewhere() {
        return elsewhere(Duration.ZERO);
    }

    @Test
    default void whatWasNotUsedLatelyIsUsedAtOnceUpToTheBurst() {
        Duration burst = INTERVAL.multipliedBy(2);
        RateLimiter here = elsewhere(burst);
        RateLimiter there = elsewhere(burst);

        assertThat(here.reserve(NOON, 1)).isEqualTo(NOON);
        assertThat(there.reserve(NOON, 1)).isEqualTo(NOON);
        assertThat(here.reserve(NOON, 1)).isEqualTo(NOON);
        assertThat(there.reserve(NOON, 1)).isEqualTo(NOON.plusMillis(40));
        assertThat(here.reserve(NOON.plusMillis(70), 1)).isEqualTo(NOON.plusMillis(80));
        assertThat(there.reserve(NOON.plusMillis(150), 1)).isEqualTo(NOON.plusMillis(150));
        assertThat(here.reserve(NOON.plusMillis(150), 1)).isEqualTo(NOON.plusMillis(160));
    }

    @Test
    default void noBurstComesBeforeTheEndOfAPause() {
        elsewhere(INTERVAL).pause(NOON.plus(RateLimiter.FARTHEST));

        assertThat(elsewhere(INTERVAL).reserve(NOON, 1)).isEqualTo(NOON.plus(RateLimiter.FARTHEST));
    }

    @Test
    default void theFirstSlotIsNowAndTheNextAreAnIntervalApart() {
        RateLimiter here = elsewhere();
        RateLimiter there = elsewhere();

        assertThat(here.reserve(NOON, 1)).isEqualTo(NOON);
        assertThat(there.reserve(NOON, 1)).isEqualTo(NOON.plusMillis(40));
        assertThat(here.reserve(NOON.plusMillis(10), 1)).isEqualTo(NOON.plusMillis(80));
        assertThat(here.reserve(NOON.plusSeconds(5), 1)).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    default void whoeverActsSeveralTimesAtOnceTakesAsManySlots() {
        RateLimiter here = elsewhere();
        RateLimiter there = elsewhere();

        assertThat(here.reserve(NOON, 10)).isEqualTo(NOON);
        assertThat(there.reserve(NOON, 3)).isEqualTo(NOON.plusMillis(400));
        assertThat(here.reserve(NOON, 1)).isEqualTo(NOON.plusMillis(520));
    }

    @Test
    default void aPauseHoldsForEverybody() {
        RateLimiter here = elsewhere();
        RateLimiter there = elsewhere();
        here.reserve(NOON, 1);

        there.pause(NOON.plusSeconds(30));
        there.pause(NOON.plusSeconds(20));

        assertThat(here.reserve(NOON.plusMillis(10), 1)).isEqualTo(NOON.plusSeconds(30));
        assertThat(there.reserve(NOON.plusMillis(10), 1))
                .isEqualTo(NOON.plusSeconds(30).plusMillis(40));
    }

    @Test
    default void nobodyWaitsForWhatAWrongClockReserved() {
        RateLimiter here = elsewhere();
        RateLimiter wrong = elsewhere();
        here.reserve(NOON, 1);
        wrong.reserve(NOON.plusSeconds(3_600), 1);

        assertThat(here.reserve(NOON.plusSeconds(1), 1)).isEqualTo(NOON.plusSeconds(1));
        assertThat(here.reserve(NOON.plusSeconds(1), 1))
                .isEqualTo(NOON.plusSeconds(1).plus(INTERVAL));
        assertThat(wrong.reserve(NOON.plusSeconds(3_601), 1)).isEqualTo(NOON.plusSeconds(3_601));
        assertThat(elsewhere().reserve(NOON.plusSeconds(2), 1)).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    default void whatIsAsFarAsAnybodyWaitsCounts() {
        elsewhere().pause(NOON.plus(RateLimiter.FARTHEST));

        assertThat(elsewhere().reserve(NOON, 1)).isEqualTo(NOON.plus(RateLimiter.FARTHEST));
    }

    @Test
    default void aPauseBeforeTheFirstSlotHoldsToo() {
        elsewhere().pause(NOON.plusSeconds(30));

        assertThat(elsewhere().reserve(NOON, 1)).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    default void concurrentReservationsNeverGetTheSameSlot() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Instant>> results = IntStream.range(0, 10)
                    .mapToObj(_ -> elsewhere())
                    .flatMap(environment ->
                            IntStream.range(0, 10).mapToObj(_ -> threads.submit(() -> environment.reserve(NOON, 1))))
                    .toList();
            List<Instant> reserved = new ArrayList<>();
            for (Future<Instant> result : results) {
                reserved.add(result.get());
            }
            assertThat(reserved)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> NOON.plus(INTERVAL.multipliedBy(i)))
                            .toList());
        }
    }
}
