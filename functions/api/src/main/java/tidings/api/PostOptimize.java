package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;

/// Applies a suggestion, or says what that would change.
record PostOptimize(Performance performance, TunableChanges changes) implements Route {
    private static final String EXAMPLE =
            "{\"suggestion\": \"cache-ttl\", \"dryRun\": false, \"until\": \"2026-11-20T18:00:00Z\"}";

    /// @param dryRun true unless it says otherwise
    private record OptimizeRequest(String suggestion, Optional<Boolean> dryRun, Optional<Instant> until) {}

    /// @param changed empty in a dry run
    private record Optimized(boolean dryRun, Suggestion suggestion, List<TunableView> changed) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/performance/optimize", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        OptimizeRequest wanted = request.read(OptimizeRequest.class, EXAMPLE);
        if (wanted.suggestion() == null) {
            throw ProblemException.badRequest("a suggestion must be named, such as " + EXAMPLE);
        }
        List<Suggestion> all = performance.report().suggestions();
        Suggestion suggestion = all.stream()
                .filter(one -> one.id().equals(wanted.suggestion()))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter(
                        "suggestion",
                        "is not among the open suggestions: "
                                + all.stream().map(Suggestion::id).toList()));
        boolean isDryRun = wanted.dryRun().orElse(true);
        return HttpResponse.json(
                200,
                new Optimized(
                        isDryRun, suggestion, isDryRun ? List.of() : applied(request, suggestion, wanted.until())));
    }

    private List<TunableView> applied(Request request, Suggestion suggestion, Optional<Instant> until) {
        Suggestion.Live live = suggestion
                .live()
                .orElseThrow(() -> ProblemException.badParameter(
                        "suggestion",
                        "cannot be applied live: run " + suggestion.command().orElseThrow()));
        return changes.apply(
                request,
                Map.of(Tunable.find(live.tunable()).orElseThrow(), live.to()),
                "suggestion " + suggestion.id() + ": " + suggestion.seen(),
                until);
    }
}
