package tidings.api;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.Autopilot;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;

/// Says which suggestions the autopilot may apply; with none it is off.
record PutAutopilot(TunableStore store, Tunables tunables) implements Route {
    private static final String EXAMPLE = "{\"kinds\": [\"sends-per-second\", \"scrape-interval\"]}";

    private record AutopilotRequest(List<String> kinds) {}

    @Override
    public Operation operation() {
        return new Operation("PUT", "/config/autopilot", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        List<String> kinds = request.read(AutopilotRequest.class, EXAMPLE).kinds();
        if (kinds == null || !new HashSet<>(LiveRules.KINDS).containsAll(kinds)) {
            throw ProblemException.badParameter(
                    "kinds",
                    "may only have " + String.join(", ", LiveRules.KINDS)
                            + "; any other suggestion needs a deployment");
        }
        Autopilot next = store.autopilot().allowing(kinds.stream().distinct().toList());
        if (!store.save(next, Optional.empty())) {
            throw ProblemException.conflict("the autopilot has just changed; try again");
        }
        return HttpResponse.json(200, GetAutopilot.View.of(next, store, tunables.profile()));
    }
}
