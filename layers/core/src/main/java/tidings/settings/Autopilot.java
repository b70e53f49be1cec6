package tidings.settings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the autopilot may do, and what it is trying.
///
/// @param revision grows by one each time it is stored
/// @param kinds the suggestions that it may apply, by their ids; none while it is off
/// @param noted the suggestion that it will apply if it lasts
public record Autopilot(int revision, List<String> kinds, Optional<Noted> noted, Optional<Trial> trial) {
    public static final Autopilot OFF = new Autopilot(0, List.of(), Optional.empty(), Optional.empty());

    public record Noted(String suggestion, Instant since) {}

    /// A change that is watched until it is kept or taken back.
    ///
    /// @param suggestion its id
    /// @param measure the number that should get better, by its id
    /// @param before the measure before the change
    /// @param until when it is decided
    public record Trial(String suggestion, AppliedChange change, String measure, double before, Instant until) {}

    public Autopilot {
        kinds = List.copyOf(kinds);
    }

    public Autopilot allowing(List<String> allowed) {
        return new Autopilot(revision + 1, allowed, noted, trial);
    }

    public Autopilot trying(Trial next) {
        return new Autopilot(revision + 1, kinds, Optional.empty(), Optional.of(next));
    }

    public Autopilot done() {
        return noting(Optional.empty());
    }

    /// Notes a suggestion, or that there is none; nothing is tried.
    public Autopilot noting(Optional<Noted> next) {
        return new Autopilot(revision + 1, kinds, next, Optional.empty());
    }
}
