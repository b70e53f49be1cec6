package tidings.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;

/// Changes a tunable.
record PutTunable(TunableChanges changes) implements Route {
    private static final String EXAMPLE =
            "{\"value\": 10, \"reason\": \"Telegram asks for calm\", \"until\": \"2026-11-20T18:00:00Z\"}";

    private record ChangeRequest(Integer value, String reason, Optional<Instant> until) {}

    @Override
    public Operation operation() {
        return new Operation("PUT", "/api/v1/tunables/{name}", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Tunable tunable = TunableView.tunable(request);
        ChangeRequest change = request.read(ChangeRequest.class, EXAMPLE);
        if (change.value() == null || change.reason() == null) {
            throw ProblemException.badRequest("value and reason must be given, such as " + EXAMPLE);
        }
        return HttpResponse.json(
                200,
                changes.apply(request, Map.of(tunable, change.value()), change.reason(), change.until())
                        .getFirst());
    }
}
