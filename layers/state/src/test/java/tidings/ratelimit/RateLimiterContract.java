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
import tidings.ratelimit.RateLimiter.Taken;
import tidings.ratelimit.RateLimiter.Taken.Full;
import tidings.ratelimit.RateLimiter.Taken.Slot;

import static org.assertj.core.api.Assertions.assertThat;

/// What all slots promise.
interface RateLimiterContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    Duration INTERVAL = Duration.ofMillis(40);

    /// The same slots, [#INTERVAL] apart, as another environment sees them; new for each test.
    RateLimiter elsewhere();

    @Test
    default void theFirstIsNowAndTheOthersFollow() {
        RateLimiter here = elsewhere();
        RateLimiter there = elsewhere();

        assertThat(here.take(NOON, NOON.plusSeconds(1))).isEqualTo(new Slot(NOON));
        assertThat(there.take(NOON, NOON.plusSeconds(1))).isEqualTo(new Slot(NOON.plusMillis(40)));
        assertThat(here.take(NOON.plusMillis(10), NOON.plusSeconds(1))).isEqualTo(new Slot(NOON.plusMillis(80)));
        assertThat(here.take(NOON.plusSeconds(5), NOON.plusSeconds(6))).isEqualTo(new Slot(NOON.plusSeconds(5)));
    }

    @Test
    default void noneIsTakenThatLiesTooFarAhead() {
        RateLimiter slots = elsewhere();
        slots.take(NOON, NOON);
        slots.take(NOON, NOON.plusMillis(40));

        assertThat(slots.take(NOON, NOON.plusMillis(79))).isEqualTo(new Full(NOON.plusMillis(80)));
        assertThat(slots.take(NOON, NOON.plusMillis(80))).isEqualTo(new Slot(NOON.plusMillis(80)));
    }

    @Test
    default void nobodyGetsTheSlotOfAnother() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Taken>> results = IntStream.range(0, 10)
                    .mapToObj(_ -> elsewhere())
                    .flatMap(environment -> IntStream.range(0, 10)
                            .mapToObj(_ -> threads.submit(() -> environment.take(NOON, NOON.plusSeconds(10)))))
                    .toList();
            List<Taken> taken = new ArrayList<>();
            for (Future<Taken> result : results) {
                taken.add(result.get());
            }
            assertThat(taken)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100)
                            .mapToObj(i -> new Slot(NOON.plus(INTERVAL.multipliedBy(i))))
                            .toList());
        }
    }
}
