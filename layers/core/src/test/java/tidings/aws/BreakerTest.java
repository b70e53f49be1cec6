package tidings.aws;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreakerTest {
    private static final Breaker.Settings SETTINGS =
            new Breaker.Settings(5, 3, Duration.ofMillis(500), Duration.ofSeconds(10));

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final Breaker breaker = new Breaker("valkey", SETTINGS, () -> now);

    private Breaker breaker(Predicate<Object> failedResult, Predicate<Throwable> failure) {
        return new Breaker(
                "valkey",
                new Breaker.Settings(5, 3, Duration.ofMillis(500), Duration.ofSeconds(10), failedResult, failure),
                () -> now);
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

    /// Else the first call that succeeds after an outage would open it.
    @Test
    void forgetsCallsBeforeABreakOfAMinute() {
        fail();
        fail();
        now = now.plus(Duration.ofSeconds(61));

        breaker.call(() -> "fine");

        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
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
    void anErrorInTheOneCallAfterThePauseIsABadCall() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        now = now.plus(SETTINGS.pause().plusMillis(1));
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
        now = now.plus(SETTINGS.pause().plusMillis(1));

        assertThat(breaker.<String, RuntimeException>call(() -> "back")).isEqualTo("back");
    }

    @Test
    @Timeout(60)
    void aCallThatNeverReturnsDoesNotKeepItHalfOpen() {
        Breaker hung = new Breaker(
                "valkey",
                new Breaker.Settings(5, 3, Duration.ofSeconds(5), Duration.ofMillis(20)),
                InstantSource.system());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> hung.call(() -> {
                        throw new IllegalStateException("gone");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Invocation.THREADS
                .newThread(() -> whenPermitted(hung, () -> {
                    called.countDown();
                    await(never);
                    return "never";
                }))
                .start();
        await(called);

        assertThat(whenPermitted(hung, () -> "back")).isEqualTo("back");
        never.countDown();
    }

    private static String whenPermitted(Breaker breaker, Breaker.Call<String, RuntimeException> call) {
        while (true) {
            try {
                return breaker.call(call);
            } catch (BreakerOpenException _) {
                Thread.onSpinWait();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
}
