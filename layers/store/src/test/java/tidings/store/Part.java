package tidings.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import tidings.domain.ClassifiedPost;
import tidings.domain.FeedPage;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.FeedStore.Recorded;

/// A part of one of several fetches of r/java.
///
/// @param fetch number of the fetch, made so many seconds after noon
/// @param posts all posts of the fetch
record Part(int fetch, int from, int to, List<ClassifiedPost> posts) {
    /// The parts of fetches that share some of their posts, some of the parts twice.
    static List<Part> ofFetches(int fetches, Random random) {
        List<Part> parts = new ArrayList<>();
        for (int fetch = 0; fetch < fetches; fetch++) {
            List<ClassifiedPost> posts = TestPosts.posts("java", "p", 40).subList(fetch * 3, 12 + random.nextInt(20));
            for (int from = 0, to; from < posts.size(); from = to) {
                to = Math.min(posts.size(), from + 1 + random.nextInt(8));
                Part part = new Part(fetch, from, to, posts);
                parts.add(part);
                if (random.nextInt(3) == 0) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    String run() {
        return "fetch " + fetch;
    }

    Recorded record(FeedStore feeds) {
        List<ClassifiedPost> own = posts.subList(from, to);
        OptionalInt total = to == posts.size() ? OptionalInt.of(to) : OptionalInt.empty();
        PostsFoundV1 part =
                TestPosts.part(TestPosts.feed("java"), run(), from, total, own, TestPosts.NOON.plusSeconds(fetch));
        return feeds.record(part, own);
    }

    /// What the feed shows once all of the parts are recorded.
    static FeedPage latestPage(List<Part> parts) {
        Part latest = parts.stream().max(Comparator.comparingInt(Part::fetch)).orElseThrow();
        return new FeedPage(
                0,
                latest.posts.size(),
                0,
                SourceApi.OAUTH,
                TestPosts.NOON.plusSeconds(latest.fetch),
                latest.posts.subList(0, 5));
    }
}
