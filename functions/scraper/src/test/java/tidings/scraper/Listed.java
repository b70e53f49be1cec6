package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tidings.budget.Urgency;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SubredditName;
import tidings.platform.Deadline;

/// A reading and the posts that came of it.
record Listed(Reading reading, List<Post> posts) {
    static Listing listing(String subreddit, Period period) {
        return new Listing(new SubredditName(subreddit), period);
    }

    static Listed from(Source source, String subreddit, InstantSource clock) {
        return from(source, listing(subreddit, Period.MONTH), Deadline.in(Duration.ofSeconds(20), clock));
    }

    static Listed from(Source source, Listing listing, Deadline deadline) {
        List<Post> posts = new ArrayList<>();
        Reading reading = source.read(listing, Urgency.WAITED_FOR, deadline, posts::add);
        return new Listed(reading, posts);
    }

    static Post post(String id, String subreddit, String body, Instant created) {
        String page = "https://www.reddit.com/r/" + subreddit + "/comments/" + id + "/title/";
        return new Post(
                new PostId(id),
                new SubredditName(subreddit),
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
