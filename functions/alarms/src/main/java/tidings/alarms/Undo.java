package tidings.alarms;

import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.UnavailableException;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.TunableStore.Replacement;

/// Takes back what the autopilot changed. Idempotent.
record Undo(TunableStore store, InstantSource clock) {
    private static final int ATTEMPTS = 5;
    private static final String REASON = "undone by a button in the operators' chat";

    /// @param by the operator's name
    /// @return whether the value before the change applies; not if somebody changed the tunable since
    boolean undo(AppliedChange change, String by) {
        String author = "operators' chat: " + by;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Autopilot autopilot = store.autopilot();
            Optional<TunableChange> latest = store.latest(change.tunable());
            if (latest.filter(change::is).isEmpty()) {
                return latest.filter(one -> one.author().equals(author) && one.value() == change.from())
                        .isPresent();
            }
            boolean isTried =
                    autopilot.trial().stream().anyMatch(trial -> trial.change().equals(change));
            Autopilot next = isTried ? autopilot.done() : autopilot.allowing(autopilot.kinds());
            TunableChange back = change.back(REASON, author, clock.instant());
            if (store.save(next, Optional.of(new Replacement(latest, back)))) {
                return true;
            }
        }
        throw new UnavailableException("others change the autopilot all the time");
    }
}
