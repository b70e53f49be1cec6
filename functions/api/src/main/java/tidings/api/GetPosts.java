package tidings.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.store.Catalog;
import tidings.store.Catalog.Page;
import tidings.store.Catalog.Position;
import tidings.store.Catalog.Search;
import tidings.topics.Topic;

/// The latest posts, of a topic, of a community or with a text in them.
record GetPosts(Catalog catalog, TextClassifier classifier) implements Route {
    private static final int DEFAULT = 50;
    private static final int MAX = 100;
    private static final int MAX_TEXT = 100;

    /// @param next value of `after` for the next page; null on the last one
    private record Found(List<PostView> posts, Optional<String> next) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/posts", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        Query query = request.query();
        Search search = new Search(
                query.parsed("topic", "a topic such as programming; /api/categorization lists them", classifier::topic)
                        .map(Topic::id),
                query.parsed("subreddit", "a subreddit's name such as java", Community::of),
                query.text("q", MAX_TEXT));
        Optional<Position> after = query.parsed("after", "what a page has as next", GetPosts::position);
        Page page = catalog.posts(search, after, query.integer("limit", 1, MAX, DEFAULT));
        return PublicData.of(new Found(
                page.posts().stream().map(PostView::of).toList(),
                page.next().map(position -> position.created() + "_" + position.post())));
    }

    private static Optional<Position> position(String text) {
        String[] parts = text.split("_", 2);
        try {
            return parts.length == 2 && PostId.isId(parts[1])
                    ? Optional.of(new Position(Instant.parse(parts[0]), new PostId(parts[1])))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
