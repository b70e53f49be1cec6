package tidings.scraper.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.ratelimit.Urgency;

/// The result of a fetch and the posts that it passed on.
public record TestFetch(FetchResult result, List<Post> posts) {
    public static Feed feed(String community, Period period) {
        return new Feed(new Community(community), period);
    }

    public static TestFetch of(Source source, String community, InstantSource clock) {
        return of(source, feed(community, Period.MONTH), Deadline.in(Duration.ofSeconds(20), clock));
    }

    public static TestFetch of(Source source, Feed feed, Deadline deadline) {
        List<Post> posts = new ArrayList<>();
        FetchResult result = source.fetch(feed, Urgency.WAITED_FOR, deadline, posts::add);
        return new TestFetch(result, posts);
    }

    public static Post post(String id, String community, String body, Instant created) {
        String page = "https://www.reddit.com/r/" + community + "/comments/" + id + "/title/";
        return new Post(
                new PostId(id),
                new Community(community),
                "Title of " + id,
                body,
                page,
                "self",
                page,
                PostKind.TEXT,
                OptionalInt.of(1),
                OptionalInt.of(2),
                false,
                created);
    }
}
