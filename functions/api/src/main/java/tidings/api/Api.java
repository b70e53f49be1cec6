package tidings.api;

import java.util.function.Supplier;

/// Answers requests by their route.
final class Api {
    private final HealthCheck checkup;
    private final Supplier<SystemMetrics.Report> vitals;
    private final TunableRoutes tunables;

    Api(HealthCheck checkup, Supplier<SystemMetrics.Report> vitals, TunableRoutes tunables) {
        this.checkup = checkup;
        this.vitals = vitals;
        this.tunables = tunables;
    }

    /// @param route the template's, such as `GET /health`
    /// @param name what stands in the route's `{name}`; empty where it has none
    /// @param caller who asks, as AWS knows them
    record Request(String route, String name, String body, String caller) {}

    Answer answer(Request request) {
        return switch (request.route()) {
            case "GET /health" -> {
                Health health = checkup.health();
                yield Answer.of(health.httpStatus(), health);
            }
            case "GET /api/v1/metrics" -> Answer.of(200, vitals.get());
            case "GET /api/v1/tunables" -> tunables.all();
            case "GET /api/v1/tunables/{name}" -> tunables.history(request.name());
            case "PUT /api/v1/tunables/{name}" -> tunables.change(request.name(), request.body(), request.caller());
            default -> Answer.problem(404, "there is nothing at " + request.route());
        };
    }
}
