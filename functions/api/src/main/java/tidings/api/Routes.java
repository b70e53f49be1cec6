package tidings.api;

import java.util.List;

/// Every route of the API.
final class Routes {
    private Routes() {}

    static List<Route> all(Services services) {
        return List.of(
                new GetHealth(services.health()),
                new GetVersion(services.version()),
                new GetMetrics(services.metrics()),
                new GetTunables(services.tunables()),
                new GetTunableHistory(services.store()),
                new PutTunable(services.tunables(), services.store(), services.clock()));
    }
}
