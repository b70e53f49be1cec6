package tidings.api;

import java.util.List;

/// Every route of the API.
final class Routes {
    private Routes() {}

    static List<Route> all(Services services) {
        Board board = new Board();
        return List.of(
                new GetBoard(board),
                new GetAsset(board),
                new GetHealth(services.health()),
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
                new PutTunable(services.tunables(), services.store(), services.clock()),
                new GetMe(services.personal()),
                new PutMe(services.personal()),
                new GetFollows(services.personal()),
                new PreviewFollow(services.personal()),
                new AddFollow(services.personal()),
                new ChangeFollow(services.personal()),
                new DeleteFollow(services.personal()),
                new GetWanted(services.personal()),
                new GetLastBrief(services.personal()));
    }
}
