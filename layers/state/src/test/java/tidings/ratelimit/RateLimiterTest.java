package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTest {
    private static final Duration INTERVAL = Duration.ofMillis(40);

    @Property(seed = "1", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void allEnvironmentsTogetherSendAtMostTwentyFiveASecond(
            @ForAll @IntRange(min = 1, max = 25) int environments, @ForAll @LongRange(min = 1) long seed) {
        assertThat(maxInASecond(sent(environments, 0, 0, seed))).isLessThanOrEqualTo(25);
    }

    /// Telegram's limit is 30; the difference allows for clock and network delays.
    @Property(seed = "1", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void clocksFiftyMillisecondsApartStillSendFewerThanThirtyASecond(
            @ForAll @IntRange(min = 1, max = 25) int environments, @ForAll @LongRange(min = 1) long seed) {
        assertThat(maxInASecond(sent(environments, 50, 50, seed))).isLessThan(30);
    }

    /// Simulates bursts of messages; an environment can crash with the slots it reserved.
    private static List<Long> sent(int environments, int skew, int travel, long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation();
        RateLimiter limiter = RateLimiter.inMemory(INTERVAL);
        List<Long> sent = new ArrayList<>();
        List<Long> skews = random.longs(environments, -skew, skew + 1L).boxed().toList();
        for (int burst = 0; burst < 10; burst++) {
            long start = random.nextLong(20_000);
            for (int message = 0; message < 60; message++) {
                simulation.at(start + random.nextLong(2_000), () -> {
                    long wrong = skews.get(random.nextInt(environments));
                    Instant now = simulation.clock(wrong).instant();
                    Instant at = limiter.reserve(now, 1);
                    assertThat(at).isAfterOrEqualTo(now);
                    long wait = Duration.between(now, at).toMillis();
                    if (random.nextInt(10) > 0) {
                        simulation.at(
                                simulation.now() + wait + (travel == 0 ? 0 : random.nextInt(travel)),
                                () -> sent.add(simulation.now()));
                    }
                });
            }
        }
        simulation.run();
        return sent;
    }

    private static long maxInASecond(List<Long> sent) {
        return sent.stream()
                .mapToLong(from -> sent.stream()
                        .filter(time -> time >= from && time < from + 1_000)
                        .count())
                .max()
                .orElse(0);
    }
}
