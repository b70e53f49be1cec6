package tidings.localstack.lambda;

import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartsTest {
    private static final Duration NOT_LONG = Duration.ofSeconds(1);
    private double load = 0.5;

    @Test
    void oneProcessStartsAtATimeForTwoCores() {
        Starts starts = new Starts(5, () -> load);
        starts.begun();
        assertThat(starts.mayBegin(NOT_LONG)).isTrue();
        starts.begun();
        assertThat(starts.mayBegin(NOT_LONG)).isFalse();

        starts.ended();
        assertThat(starts.mayBegin(NOT_LONG)).isTrue();
    }

    @Test
    void aSingleCoreStartsProcessesToo() {
        assertThat(new Starts(1, () -> load).mayBegin(NOT_LONG)).isTrue();
    }

    @Test
    void whileAllCoresAreBusyNoneStartsUnlessSomebodyWaitsForLong() {
        Starts starts = new Starts(2, () -> load);
        load = 0.95;

        assertThat(starts.mayBegin(NOT_LONG)).isFalse();
        assertThat(starts.mayBegin(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void theLoadOfTheMachineIsAShare() {
        assertThat(new CpuLoad().getAsDouble()).isBetween(0.0, 1.0);
    }
}
