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
import tidings.ratelimit.RateLimiter.Reservation;
import tidings.ratelimit.RateLimiter.Reservation.Full;
import tidings.ratelimit.RateLimiter.Reservation.Slot;

import static org.assertj.core.api.Assertions.assertThat;

/// What every rate limiter promises.
interface RateLimiterContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    Duration INTERVAL = Duration.ofMillis(40);

    /// The limiter under test as another environment sees it, with slots [#INTERVAL] apart; new for each test.
    RateLimiter elsewhere();

    @Test
    default void theFirstSlotIsNowAndTheNextAreAnIntervalApart() {
        RateLimiter here = elsewhere();
        RateLimiter there = elsewhere();

        assertThat(here.reserve(NOON, NOON.plusSeconds(1))).isEqualTo(new Slot(NOON));
        assertThat(there.reserve(NOON, NOON.plusSeconds(1))).isEqualTo(new Slot(NOON.plusMillis(40)));
        assertThat(here.reserve(NOON.plusMillis(10), NOON.plusSeconds(1))).isEqualTo(new Slot(NOON.plusMillis(80)));
        assertThat(here.reserve(NOON.plusSeconds(5), NOON.plusSeconds(6))).isEqualTo(new Slot(NOON.plusSeconds(5)));
    }

    @Test
    default void aSlotThatIsTooLateIsNotReserved() {
        RateLimiter limiter = elsewhere();
        limiter.reserve(NOON, NOON);
        limiter.reserve(NOON, NOON.plusMillis(40));

        assertThat(limiter.reserve(NOON, NOON.plusMillis(79))).isEqualTo(new Full(NOON.plusMillis(80)));
        assertThat(limiter.reserve(NOON, NOON.plusMillis(80))).isEqualTo(new Slot(NOON.plusMillis(80)));
    }

    @Test
    default void concurrentReservationsNeverGetTheSameSlot() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reservation>> results = IntStream.range(0, 10)
                    .mapToObj(_ -> elsewhere())
                    .flatMap(environment -> IntStream.range(0, 10)
                            .mapToObj(_ -> threads.submit(() -> environment.reserve(NOON, NOON.plusSeconds(10)))))
                    .toList();
            List<Reservation> reserved = new ArrayList<>();
            for (Future<Reservation> result : results) {
                reserved.add(result.get());
            }
            assertThat(reserved)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> new Slot(NOON.plus(INTERVAL.multipliedBy(i))))
                            .toList());
        }
    }
}
