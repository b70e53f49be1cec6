package tidings.api;

import java.util.List;

/// Every route of the API.
final class Routes {
    private Routes() {}

    static List<Route> all(Services services) {
        return List.of(
                new GetHealth(services.health()),
                new GetDocs(),
                new GetOpenApi(),
                new GetVersion(services.version()),
                new GetStatistics(services.catalog()),
                new GetSubreddits(services.catalog()),
                new GetSubreddit(services.catalog()),
                new GetPosts(services.catalog(), services.classifier()),
                new GetCategorization(services.catalog(), services.classifier()),
                new PostCategorization(services.classifier()),
                new GetMetrics(services.metrics()),
                new GetTunables(services.tunables()),
                new GetTunableHistory(services.store()),
                new PutTunable(services.tunables(), services.store(), services.clock()));
    }
}
