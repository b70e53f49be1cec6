package tidings.loadtest;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.loadtest.Monitor.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class GrowthTest {
    @Test
    void moreProcessesAreNoGrowthAndALargerOneIs() {
        List<Sample> flat = samples(i -> 4 + i, i -> 10);
        List<Sample> growing = samples(i -> 4, i -> i < 80 ? 10 : 15);

        assertThat(Growth.of(flat)).containsEntry("growth of threads %", 0.0);
        assertThat(Growth.of(growing)).containsEntry("growth of threads %", 50.0);
    }

    @Test
    void theFirstTenthWarmsUp() {
        assertThat(Growth.of(samples(i -> 4, i -> i < 10 ? 1 : 10))).containsEntry("growth of threads %", 0.0);
    }

    @Test
    void aShortRunTellsNothing() {
        assertThat(Growth.of(samples(i -> 4, i -> 10).subList(0, 9))).isEmpty();
    }

    private static List<Sample> samples(IntToDoubleFunction environments, IntToDoubleFunction each) {
        return IntStream.range(0, 100)
                .mapToObj(i -> new Sample(
                        i,
                        Map.of(
                                "threads",
                                environments.applyAsDouble(i) * each.applyAsDouble(i),
                                "threads an environment",
                                each.applyAsDouble(i))))
                .toList();
    }
}
