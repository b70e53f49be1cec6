package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.localstack.cloudwatch.SimulatedCloudWatch;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// The metric that the service level is made of, through all functions and queues.
class AnswerTimesTest {
    private static final String METRIC = "AnswerTime";

    /// One of ten is for a feed that has to be fetched, which is shown after a first answer. The second seed reads
    /// feeds, one a minute.
    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void eachUpdateIsTimedOnceAndWhatIsFetchedForItBesides(long seed) {
        List<SimulatedCloudWatch> seen = new ArrayList<>();
        OrdinaryDay day = new OrdinaryDay();
        Report report = Simulation.run(
                Setup.of(seed, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        seen.add(stage.cloudWatch());
                        day.plan(stage);
                    }

                    @Override
                    public boolean isScheduled() {
                        return false;
                    }
                }),
                false);
        SimulatedCloudWatch cloudWatch = seen.getFirst();

        assertThat(report.broken()).isEmpty();
        assertThat(cloudWatch.samples(METRIC, "sender", "before") // functions have no version here
                        + cloudWatch.samples(METRIC, "sender", "none")
                        + cloudWatch.samples(METRIC, "bot", "none"))
                .isEqualTo(report.updates().size());
        assertThat(cloudWatch.samples(METRIC, "sender", "answered")).isZero();
        assertThat(cloudWatch.samples(METRIC, "sender", "fetched"))
                .isBetween(1, report.updates().size() / 5);
    }
}
