package tidings.simulator;

import java.util.Map;
import java.util.Optional;
import tidings.localstack.cloudwatch.SimulatedCloudWatch;
import tidings.scraper.source.Transport;

/// What happens in a run, in the place of people who live their lives, and of faults unless it has some.
@FunctionalInterface
interface Script {
    /// @param queues by their logical ids
    /// @param day how long people are awake, in milliseconds
    record Stage(
            VirtualTime time,
            People people,
            Readers readers,
            Map<String, SimulatedQueue> queues,
            SimulatedCloudWatch cloudWatch,
            long day) {
        private static final long LOOK = 15_000;

        /// Has the template's alarms evaluated until the end of the day.
        void watch() {
            for (long at = LOOK; at < day; at += LOOK) {
                time.at(at, () -> {
                    queues.values().forEach(queue -> cloudWatch.look(queue.id, queue.visible(), queue.age()));
                    cloudWatch.evaluate();
                });
            }
        }
    }

    /// Plans everything, each thing at its time.
    void plan(Stage stage);

    /// Whether the scheduler runs.
    default boolean isScheduled() {
        return true;
    }

    default FaultPlan faults() {
        return FaultPlan.NONE;
    }

    /// The Reddit that is read, unless it is the usual one.
    default Optional<Transport> reddit() {
        return Optional.empty();
    }
}
