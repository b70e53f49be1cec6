package tidings.api;

import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.Community;
import tidings.store.Catalog;
import tidings.store.Catalog.Known;
import tidings.topics.ShippedTopics;

/// Communities of which posts were read, by name.
record GetSubreddits(Catalog catalog, ShippedTopics shipped) implements Route {
    private static final int DEFAULT = 50;
    private static final int MAX = 200;

    /// @param next value of `after` for the next page; null on the last one
    private record Page(List<SubredditView> subreddits, Optional<String> next) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/subreddits", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        int limit = request.query().integer("limit", 1, MAX, DEFAULT);
        String after = request.query()
                .parsed("after", "a subreddit's name such as java", Community::of)
                .map(Community::value)
                .orElse("");
        List<Known> found = catalog.communities(after, limit + 1);
        boolean hasMore = found.size() > limit;
        return PublicData.of(new Page(
                found.stream()
                        .limit(limit)
                        .map(known -> SubredditView.of(known, shipped))
                        .toList(),
                hasMore ? Optional.of(found.get(limit - 1).name().value()) : Optional.empty()));
    }
}
