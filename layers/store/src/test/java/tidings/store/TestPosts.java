package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.telegram.CardId;

/// Posts as a source returns them.
final class TestPosts {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    static final PendingCard CARD = new PendingCard(Place.of(new ChatId(7)), CardId.ofUpdate("42"), "42", "en");

    private TestPosts() {}

    static Feed feed(String community) {
        return new Feed(new Community(community), Period.DAY);
    }

    /// Posts whose ids are `prefix` and a number, the best first.
    static List<ClassifiedPost> posts(String community, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> post(community, prefix + i, OptionalInt.of(1000 - i)))
                .toList();
    }

    /// A post of the topic `music` by the model `m1`.
    static ClassifiedPost post(String community, String id, OptionalInt score) {
        return post(community, id, score, NOON.minus(Duration.ofHours(2)));
    }

    static ClassifiedPost post(String community, String id, OptionalInt score, Instant created) {
        return new ClassifiedPost(
                new Post(
                        new PostId(id),
                        new Community(community),
                        "What somebody found out about " + id,
                        "And this is what they say of it. ".repeat(10),
                        "https://example.org/" + id,
                        "example.org",
                        "https://www.reddit.com/comments/" + id + "/",
                        PostKind.LINK,
                        score,
                        OptionalInt.of(3),
                        false,
                        created),
                "music",
                0.9f,
                "m1");
    }

    static ClassifiedPost withTopic(ClassifiedPost post, String topic, String model) {
        return new ClassifiedPost(post.post(), topic, 0.9f, model);
    }

    /// A whole fetch in one part.
    static PostsFoundV1 whole(Feed feed, String run, List<ClassifiedPost> posts, Instant at) {
        return part(feed, run, 0, OptionalInt.of(posts.size()), posts, at);
    }

    static PostsFoundV1 part(
            Feed feed, String run, int first, OptionalInt total, List<ClassifiedPost> posts, Instant at) {
        return new PostsFoundV1(
                feed,
                run,
                first,
                total,
                posts.stream().map(ClassifiedPost::post).toList(),
                List.of(),
                SourceApi.OAUTH,
                at);
    }

    static List<String> ids(List<ClassifiedPost> posts) {
        return posts.stream().map(post -> post.post().id().value()).toList();
    }
}
