package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tidings.preferences.Schedule;

/// When a brief that is due has to come after all.
final class BriefTime {
    /// No zone ever put its clocks by more, but for a whole day.
    private static final Duration SHIFT = Duration.ofHours(3);

    private BriefTime() {}

    /// Present if the rules of the zone changed since the time was noted, and it is still to come by the new ones.
    /// One that has passed by the new ones is due now, as is one of a chat that chose other times meanwhile.
    static Optional<Instant> moved(Schedule schedule, Instant due, Instant now) {
        return schedule.nextBrief(due.minus(SHIFT)).filter(at -> at.isAfter(now) && !at.isAfter(due.plus(SHIFT)));
    }
}
