package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.StoredFeed;

/// A fetch in memory, as far as its parts have come.
record InMemoryFetch(
        Feed feed,
        SourceApi source,
        Instant at,
        OptionalInt total,
        int skipped,
        SortedMap<Integer, PostId> ranks,
        List<Community> communities) {
    private static final double DECAY_SECONDS = Duration.ofHours(6).toSeconds();

    /// @param before the latest fetch of the feed; null if there is none
    static InMemoryFetch of(PostsFoundV1 part, InMemoryFetch before) {
        return new InMemoryFetch(
                part.feed(),
                part.source(),
                part.fetchedAt(),
                OptionalInt.empty(),
                0,
                new TreeMap<>(),
                part.communities().isEmpty() && before != null ? before.communities() : part.communities());
    }

    InMemoryFetch with(PostsFoundV1 part) {
        for (int i = 0; i < part.posts().size(); i++) {
            ranks.putIfAbsent(part.firstRank() + i, part.posts().get(i).id());
        }
        return new InMemoryFetch(
                feed,
                source,
                at.isAfter(part.fetchedAt()) ? at : part.fetchedAt(),
                part.total().isPresent() ? part.total() : total,
                Math.max(skipped, part.skipped().orElse(0)),
                ranks,
                communities);
    }

    boolean isWhole() {
        return total.isPresent() && total.getAsInt() <= ranks.size();
    }

    StoredFeed page(InMemoryPostStore posts, int first, int size) {
        if (at.isBefore(posts.retention().limit())) {
            return new StoredFeed.Missing();
        }
        List<ClassifiedPost> found = ranks.subMap(first, first + size).values().stream()
                .flatMap(id -> posts.find(id).stream())
                .toList();
        return new StoredFeed.Page(new FeedPage(first, total.orElseThrow(), skipped, source, at, found, communities));
    }

    /// As many as were counted now, and of those before all the fewer the longer ago they were.
    static double requests(Due due, int count, Instant before, Instant now) {
        double age = Math.max(0, Duration.between(before, now).toMillis() / 1000.0);
        return count + due.requests() * Math.exp(-age / DECAY_SECONDS);
    }

    /// Posts an hour that a feed brings, a moving average.
    static double rate(Due before, int brought, Instant at) {
        double now = brought
                * 3600.0
                / Math.max(60, Duration.between(before.fetchedAt(), at).toMillis() / 1000.0);
        return before.newAnHour().isPresent() ? 0.7 * before.newAnHour().getAsDouble() + 0.3 * now : now;
    }
}
