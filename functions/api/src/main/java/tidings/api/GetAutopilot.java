package tidings.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.Profile;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;

/// What the autopilot may do, what it is trying, and which of its changes apply.
record GetAutopilot(TunableStore store, Tunables tunables) implements Route {
    /// @param possible every kind that it can be allowed
    record View(List<String> kinds, List<String> possible, Optional<TrialView> trial, List<ChangeView> changes) {
        static View of(Autopilot autopilot, TunableStore store, Profile profile) {
            return new View(
                    autopilot.kinds(),
                    LiveRules.KINDS,
                    autopilot.trial().map(TrialView::of),
                    store.latest().stream()
                            .filter(change -> change.author().equals(AppliedChange.AUTHOR))
                            .sorted(Comparator.comparing(TunableChange::at).reversed())
                            .map(change -> ChangeView.of(change, store, profile))
                            .toList());
        }
    }

    /// @param from what applied before
    record ChangeView(String tunable, int from, int to, String reason, Instant at) {
        static ChangeView of(TunableChange change, TunableStore store, Profile profile) {
            int from = store.history(change.tunable(), 2).stream()
                    .filter(other -> other.at().isBefore(change.at()) && other.appliesAt(change.at()))
                    .map(TunableChange::value)
                    .findFirst()
                    .orElseGet(() -> change.tunable().of(profile));
            return new ChangeView(change.tunable().id(), from, change.value(), change.reason(), change.at());
        }
    }

    /// @param before the measure before the change
    record TrialView(
            String suggestion, String tunable, int from, Instant since, String measure, double before, Instant until) {
        static TrialView of(Autopilot.Trial trial) {
            return new TrialView(
                    trial.suggestion(),
                    trial.change().tunable().id(),
                    trial.change().from(),
                    trial.change().at(),
                    trial.measure(),
                    trial.before(),
                    trial.until());
        }
    }

    @Override
    public Operation operation() {
        return new Operation("GET", "/config/autopilot", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, View.of(store.autopilot(), store, tunables.profile()));
    }
}
