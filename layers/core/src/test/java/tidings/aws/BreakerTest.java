package tidings.aws;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreakerTest {
    private static final Breaker.Settings SETTINGS =
            new Breaker.Settings(5, 3, Duration.ofMillis(500), Duration.ofSeconds(10));

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final List<String> reported = new ArrayList<>();
    private final Breaker breaker = new Breaker("valkey", SETTINGS, new Recorder(), () -> now);

    private Breaker breaker(Predicate<Object> failedResult, Predicate<Throwable> failure) {
        return new Breaker(
                "valkey",
                new Breaker.Settings(5, 3, Duration.ofMillis(500), Duration.ofSeconds(10), failedResult, failure),
                new Recorder(),
                () -> now);
    }

    private final class Recorder implements Meter {
        @Override
        public void count(String metric, String outcome, double value) {
            reported.add(metric + " " + outcome + " " + value);
        }

        @Override
        public void time(String metric, String outcome, Duration value) {
            throw new AssertionError("nothing is timed");
        }
    }

    private void fail() {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new IllegalStateException("gone");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensWhenHalfOfTheRecentCallsFailed() {
        breaker.call(() -> "fine");
        fail();
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        fail();

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void slowCallsAreFailures() {
        for (int i = 0; i < 3; i++) {
            breaker.call(() -> {
                now = now.plus(Duration.ofSeconds(2));
                return "at last";
            });
        }

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void anOpenBreakerRejectsCallsAndNamesTheDependency() {
        for (int i = 0; i < 3; i++) {
            fail();
        }

        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new AssertionError("it is called");
                }))
                .isInstanceOf(BreakerOpenException.class)
                .hasMessageContaining("valkey");
        assertThat(reported).contains("BreakerRejected valkey 1.0");
    }

    @Test
    void oneGoodCallAfterThePauseClosesIt() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        now = now.plus(SETTINGS.pause().plusMillis(1));

        assertThat(breaker.<String, RuntimeException>call(() -> "back")).isEqualTo("back");
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void oneBadCallAfterThePauseOpensItAgain() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        now = now.plus(SETTINGS.pause().plusMillis(1));
        fail();

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void anExceptionThatIsNotTheDependencysFaultKeepsItClosed() {
        Breaker tolerant = breaker(_ -> false, e -> !(e instanceof IllegalArgumentException));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> tolerant.call(() -> {
                        throw new IllegalArgumentException("bad request");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(tolerant.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aFailedResultIsReturnedAndCounts() {
        Breaker strict = breaker(result -> result instanceof Integer status && status >= 500, _ -> true);
        for (int i = 0; i < 3; i++) {
            assertThat(strict.<Integer, RuntimeException>call(() -> 503)).isEqualTo(503);
        }

        assertThat(strict.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void aCheckedExceptionReachesTheCaller() {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new IOException("connection reset");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
    }

    @Test
    void reportsItsStateOnEveryChangeAndOnceAMinute() {
        breaker.call(() -> "fine");
        breaker.call(() -> "fine");
        now = now.plus(Duration.ofSeconds(61));
        breaker.call(() -> "fine");
        fail();
        fail();
        fail();

        assertThat(reported)
                .containsExactly("BreakerOpen valkey 0.0", "BreakerOpen valkey 0.0", "BreakerOpen valkey 1.0");
    }
}
