package tidings.scheduler;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.FeedStore;

/// Fetches that nobody waited for.
final class Fetched {
    private Fetched() {}

    /// Records a feed of so many posts, named after its community and their rank.
    static void whole(FeedStore feeds, Feed feed, Instant at, int count) {
        List<Post> posts = IntStream.range(0, count)
                .mapToObj(i -> new Post(
                        new PostId(feed.community().value() + i),
                        feed.community(),
                        "title",
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/",
                        PostKind.LINK,
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        false,
                        at))
                .toList();
        feeds.record(
                new PostsFoundV1(
                        feed, "run-" + feed + at, 0, OptionalInt.of(count), posts, List.of(), SourceApi.OAUTH, at),
                posts.stream()
                        .map(post -> new ClassifiedPost(post, "music", 0.9f, "m1"))
                        .toList());
    }

    /// The same store, which notes the feeds of the pages that are read.
    static FeedStore observed(FeedStore feeds, List<Feed> read) {
        return (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("page")) {
                        read.add((Feed) arguments[0]);
                    }
                    return method.invoke(feeds, arguments);
                });
    }
}
