package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tidings.contracts.PostsFoundV1;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SortedPost;
import tidings.domain.SourceKind;
import tidings.domain.SubredditName;

/// Posts as a source gives them.
final class TestPosts {
    private TestPosts() {}

    /// @param prefix of the posts' ids, each followed by a number from 0
    static List<SortedPost> sorted(String subreddit, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SortedPost(post(subreddit, prefix + i, i), "music", 0.9f, "m1"))
                .toList();
    }

    static Listing listing(String subreddit) {
        return new Listing(new SubredditName(subreddit), Period.DAY);
    }

    /// The whole of a listing in one part.
    static PostsFoundV1 part(String subreddit, String run, List<SortedPost> posts, Instant at) {
        return new PostsFoundV1(
                listing(subreddit),
                run,
                0,
                OptionalInt.of(posts.size()),
                posts.stream().map(SortedPost::post).toList(),
                List.of(),
                SourceKind.OAUTH,
                at);
    }

    private static Post post(String subreddit, String id, int score) {
        return new Post(
                new PostId(id),
                new SubredditName(subreddit),
                "What somebody found out about " + id,
                "And this is what they say of it. ".repeat(10),
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/r/" + subreddit + "/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(score),
                OptionalInt.of(3),
                false,
                Instant.parse("2026-11-20T10:00:00Z"));
    }
}
