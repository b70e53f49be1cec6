package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeadlineTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aCallTakesItsOwnLimitWhileThereIsTimeEnough() {
        Duration limit = Deadline.within(
                Duration.ofSeconds(10), () -> now, () -> Deadline.current().atMost(Duration.ofSeconds(3)));

        assertThat(limit).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aCallNearTheEndTakesWhatIsLeftLessAMargin() {
        Duration limit = Deadline.within(Duration.ofSeconds(10), () -> now, () -> {
            now = now.plus(Duration.ofSeconds(9));
            return Deadline.current().atMost(Duration.ofSeconds(3));
        });

        assertThat(limit).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void afterTheEndNothingIsCalled() {
        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofMillis(200),
                        () -> now,
                        () -> Deadline.current().atMost(Duration.ofSeconds(3))))
                .isInstanceOf(DeadlinePassedException.class);
    }

    @Test
    void outsideOfAnInvocationThereIsNoDeadline() {
        assertThat(Deadline.current().atMost(Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void anotherThreadHasTheDeadlineThatItIsGiven() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), () -> now);
        Deadline[] seen = new Deadline[1];

        Thread.ofVirtual()
                .start(() -> deadline.during(() -> seen[0] = Deadline.current()))
                .join();

        assertThat(seen[0]).isEqualTo(deadline);
    }
}
