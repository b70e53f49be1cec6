package tidings.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;

/// Changes several tunables, all or none.
record PutPerformanceConfig(TunableChanges changes) implements Route {
    private static final String EXAMPLE =
            "{\"values\": {\"sends-per-second\": 10}, \"reason\": \"Telegram asks for calm\"}";

    private record ConfigRequest(Map<String, Integer> values, String reason, Optional<Instant> until) {}

    @Override
    public Operation operation() {
        return new Operation("PUT", "/config/performance", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        ConfigRequest config = request.read(ConfigRequest.class, EXAMPLE);
        if (config.values() == null
                || config.values().isEmpty()
                || config.values().containsValue(null)
                || config.reason() == null) {
            throw ProblemException.badRequest("values and reason must be given, such as " + EXAMPLE);
        }
        Map<Tunable, Integer> values = new LinkedHashMap<>();
        config.values().forEach((name, value) -> values.put(tunable(name), value));
        return HttpResponse.json(200, changes.apply(request, values, config.reason(), config.until()));
    }

    private static Tunable tunable(String name) {
        return Tunable.find(name)
                .orElseThrow(() -> ProblemException.badParameter(
                        "values",
                        "has a name that is not a tunable; the tunables are " + String.join(", ", Tunable.ids())));
    }
}
