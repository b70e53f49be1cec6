package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreakerTest {
    private static final Breaker.Settings SETTINGS =
            new Breaker.Settings(5, 3, Duration.ofMillis(500), Duration.ofSeconds(10));

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final List<String> reported = new ArrayList<>();
    private final Breaker breaker = new Breaker("valkey", SETTINGS, new Noted(), () -> now);

    private final class Noted implements Meter {
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
    void opensWhenHalfOfTheLastCallsFailed() {
        breaker.call(() -> "fine");
        fail();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        fail();

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void slownessIsAFailure() {
        for (int i = 0; i < 3; i++) {
            breaker.call(() -> {
                now = now.plus(Duration.ofSeconds(2));
                return "at last";
            });
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void whileOpenNothingIsCalledAndTheDependencyIsNamed() {
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
    void afterThePauseOneGoodCallClosesIt() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        now = now.plus(SETTINGS.pause().plusMillis(1));

        assertThat(breaker.<String, RuntimeException>call(() -> "back")).isEqualTo("back");
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void afterThePauseOneBadCallOpensItAgain() {
        for (int i = 0; i < 3; i++) {
            fail();
        }
        now = now.plus(SETTINGS.pause().plusMillis(1));
        fail();

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void nonsenseThatItWasAskedForIsNotItsFault() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> breaker.call(
                            () -> {
                                throw new IllegalArgumentException("nonsense");
                            },
                            _ -> false,
                            e -> !(e instanceof IllegalArgumentException)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void aBadAnswerIsHandedOnAndCounts() {
        for (int i = 0; i < 3; i++) {
            assertThat(breaker.<Integer, RuntimeException>call(() -> 503, status -> status >= 500, _ -> true))
                    .isEqualTo(503);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void itsStateIsReportedWhenItChangesAndOnceAMinute() {
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
