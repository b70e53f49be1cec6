package tidings.api;

import java.util.List;
import tidings.topics.ShippedTopics;

/// Every route of the API.
final class Routes {
    private Routes() {}

    static List<Route> all(Services services) {
        Board board = new Board();
        TunableChanges changes = new TunableChanges(services.tunables(), services.store(), services.clock());
        ShippedTopics shipped = services.personal().shipped();
        Performance performance =
                new Performance(services.metrics(), services.health(), services.tunables(), services.usual());
        return List.of(
                new GetBoard(board),
                new GetAsset(board),
                new GetHealth(services.health()),
                new GetDocs(),
                new GetOpenApi(),
                new GetVersion(services.version()),
                new GetStatistics(services.catalog()),
                new GetSubreddits(services.catalog(), shipped),
                new GetSubreddit(services.catalog(), shipped),
                new GetPosts(services.catalog(), services.classifier()),
                new GetCategorization(services.catalog(), services.classifier()),
                new PostCategorization(services.classifier()),
                new GetMetrics("/api/v1/metrics", services.metrics()::report),
                new GetMetrics("/metrics/all", services.metrics()::all),
                new GetMetrics("/metrics/database", services.metrics()::database),
                new GetMetrics("/metrics/cache", services.metrics()::cache),
                new GetMetrics("/metrics/queues", services.metrics()::queues),
                new GetMetrics("/metrics/model", services.metrics()::model),
                new GetTunables(services.tunables()),
                new GetTunableHistory(services.store()),
                new GetMe(services.personal()),
                new UnlessErased(services.personal(), new PutMe(services.personal())),
                new GetFollows(services.personal()),
                new PreviewFollow(services.personal()),
                new UnlessErased(services.personal(), new AddFollow(services.personal())),
                new UnlessErased(services.personal(), new ChangeFollow(services.personal())),
                new UnlessErased(services.personal(), new DeleteFollow(services.personal())),
                new GetWanted(services.personal()),
                new GetLastBrief(services.personal()),
                new GetReminders(services.personal()),
                new GetSavedPosts(services.personal()),
                new UnlessErased(
                        services.personal(), new PostChat(services.personal(), services.updates(), services.clock())),
                new PutTunable(changes),
                new GetProfiles(services.version()),
                new PostProfile(changes, services.version()),
                new GetPerformanceConfig(changes, services.version()),
                new PutPerformanceConfig(changes),
                new GetPerformanceStatus(performance),
                new GetMetrics("/performance/metrics", services.metrics()::all),
                new GetPerformanceHistory(services.history(), services.clock()),
                new GetSuggestions(performance),
                new GetPerformanceReport(performance),
                new PostOptimize(performance, changes),
                new GetAutopilot(services.store(), services.tunables()),
                new PutAutopilot(services.store(), services.tunables()),
                new PostAutopilot(new AutopilotStep(performance, changes, services.operators())),
                new PostWeek(services.weeks(), performance, services.operators()));
    }
}
