package tidings.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;

/// Changes tunables; every environment applies a change within half a minute, this one at once.
record TunableChanges(Tunables tunables, TunableStore store, InstantSource clock) {
    /// Changes all or none.
    ///
    /// @param values in the order in which they are changed
    /// @throws ProblemException if a value, the reason or the end is none
    List<TunableView> apply(Request request, Map<Tunable, Integer> values, String reason, Optional<Instant> until) {
        List<TunableChange> changes = values.entrySet().stream()
                .map(entry -> change(request, entry.getKey(), entry.getValue(), reason, until))
                .toList();
        changes.forEach(store::add);
        tunables.forget();
        return values.keySet().stream()
                .map(tunable -> TunableView.of(tunable, tunables))
                .toList();
    }

    private TunableChange change(Request request, Tunable tunable, int value, String reason, Optional<Instant> until) {
        if (!(request.caller() instanceof Caller.Operator(String arn))) {
            throw ProblemException.operatorsOnly(request.path());
        }
        try {
            return new TunableChange(tunable, value, reason, arn, clock.instant(), until);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }
}
