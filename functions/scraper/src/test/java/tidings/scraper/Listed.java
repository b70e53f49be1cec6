package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Community;
import tidings.aws.Deadline;

/// A result and the posts that came of it.
record Listed(FetchResult result, List<Post> posts) {
    static Feed feed(String subreddit, Period period) {
        return new Feed(new Community(subreddit), period);
    }

    static Listed from(Source source, String subreddit, InstantSource clock) {
        return from(source, feed(subreddit, Period.MONTH), Deadline.in(Duration.ofSeconds(20), clock));
    }

    static Listed from(Source source, Feed feed, Deadline deadline) {
        List<Post> posts = new ArrayList<>();
        FetchResult result = source.read(feed, Urgency.WAITED_FOR, deadline, posts::add);
        return new Listed(result, posts);
    }

    static Post post(String id, String subreddit, String body, Instant created) {
        String page = "https://www.reddit.com/r/" + subreddit + "/comments/" + id + "/title/";
        return new Post(
                new PostId(id),
                new Community(subreddit),
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
