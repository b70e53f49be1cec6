package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.Autopilot;
import tidings.settings.TunableStore;

/// What the autopilot may do, and what it is trying.
record GetAutopilot(TunableStore store) implements Route {
    /// @param possible every kind that it can be allowed
    record View(List<String> kinds, List<String> possible, Optional<TrialView> trial) {
        static View of(Autopilot autopilot) {
            return new View(
                    autopilot.kinds(), LiveRules.KINDS, autopilot.trial().map(TrialView::of));
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
        return HttpResponse.json(200, View.of(store.autopilot()));
    }
}
