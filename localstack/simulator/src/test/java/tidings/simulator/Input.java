package tidings.simulator;

import java.util.Optional;
import tidings.scraper.source.Transport;

/// What a run without faults is fed with instead of what people do as they please.
interface Input {
    void feed(People people, VirtualTime time, long day);

    /// Whether the scheduler runs.
    default boolean isScheduled() {
        return true;
    }

    /// What takes the place of Reddit, if anything.
    default Optional<Transport> reddit() {
        return Optional.empty();
    }
}
