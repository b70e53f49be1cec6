package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;

/// Posts as a source gives them.
final class TestPosts {
    private TestPosts() {}

    /// @param prefix of the posts' ids, each followed by a number from 0
    static List<ClassifiedPost> sorted(String subreddit, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ClassifiedPost(post(subreddit, prefix + i, i), "music", 0.9f, "m1"))
                .toList();
    }

    static Feed feed(String subreddit) {
        return new Feed(new Community(subreddit), Period.DAY);
    }

    /// The whole of a feed in one part.
    static PostsFoundV1 part(String subreddit, String run, List<ClassifiedPost> posts, Instant at) {
        return new PostsFoundV1(
                feed(subreddit),
                run,
                0,
                OptionalInt.of(posts.size()),
                posts.stream().map(ClassifiedPost::post).toList(),
                List.of(),
                SourceApi.OAUTH,
                at);
    }

    private static Post post(String subreddit, String id, int score) {
        return new Post(
                new PostId(id),
                new Community(subreddit),
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
