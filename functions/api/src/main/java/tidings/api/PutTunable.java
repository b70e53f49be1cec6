package tidings.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;

/// Changes a tunable; every environment applies the change within half a minute, this one at once.
record PutTunable(Tunables tunables, TunableStore store, InstantSource clock) implements Route {
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
        store.add(change(tunable, request));
        tunables.forget();
        return HttpResponse.json(200, TunableView.of(tunable, tunables));
    }

    private TunableChange change(Tunable tunable, Request request) {
        if (!(request.caller() instanceof Caller.Operator(String arn))) {
            throw ProblemException.operatorsOnly(request.path());
        }
        try {
            ChangeRequest change = Json.read(request.body(), ChangeRequest.class);
            if (change.value() == null || change.reason() == null) {
                throw ProblemException.badRequest("value and reason must be given, such as " + EXAMPLE);
            }
            return new TunableChange(tunable, change.value(), change.reason(), arn, clock.instant(), change.until());
        } catch (UnreadableException _) {
            throw ProblemException.badRequest("the body must be JSON such as " + EXAMPLE);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }
}
