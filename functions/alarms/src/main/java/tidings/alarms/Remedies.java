package tidings.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tidings.alarms.Findings.Advice;
import tidings.alarms.Findings.Changed;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;

/// Changes of tunables that the card of an incident proposes. Each is made only while the tunable is as it was
/// then.
record Remedies(TunableStore changes, Profile profile, InstantSource clock) {
    /// How long what was advised applies.
    private static final Duration DAY = Duration.ofDays(1);

    /// Takes the latest change back.
    ///
    /// @return what the card says then; empty if the tunable was changed meanwhile
    Optional<Findings> undo(Findings findings, String by) {
        return findings.changed()
                .flatMap(change -> change.known()
                        .filter(tunable -> value(tunable) == change.to())
                        .map(tunable -> set(tunable, change.to(), change.from(), "undone", by, Optional.empty())))
                .map(findings::after);
    }

    /// Does what is advised, for a day.
    ///
    /// @return what the card says then; empty if the tunable was changed meanwhile
    Optional<Findings> apply(Findings findings, String by) {
        return findings.advice().flatMap(advice -> applied(advice, by)).map(findings::after);
    }

    private Optional<Changed> applied(Advice advice, String by) {
        Optional<Instant> until = Optional.of(clock.instant().plus(DAY));
        return Tunable.find(advice.tunable())
                .filter(tunable -> value(tunable) == advice.from())
                .map(tunable -> set(tunable, advice.from(), advice.to(), "advised", by, until));
    }

    private Changed set(Tunable tunable, int from, int to, String what, String by, Optional<Instant> until) {
        TunableChange change = new TunableChange(
                tunable, to, what + " on the card of an alarm", "operators' chat: " + by, clock.instant(), until);
        changes.add(change);
        return Changed.of(change, from);
    }

    private int value(Tunable tunable) {
        return changes.latest().stream()
                .filter(change -> change.tunable() == tunable && change.appliesAt(clock.instant()))
                .map(TunableChange::value)
                .findFirst()
                .orElseGet(() -> tunable.of(profile));
    }
}
