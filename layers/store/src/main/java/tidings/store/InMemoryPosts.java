package tidings.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tidings.domain.Post;
import tidings.domain.PostId;

/// The posts of [InMemoryPostStore], the latest first. Not thread-safe.
final class InMemoryPosts {
    private static final Comparator<Post> LATEST = Comparator.comparing(Post::created)
            .thenComparing(post -> post.id().value())
            .reversed();

    private final Map<PostId, InMemoryPost> all = new HashMap<>();
    private final NavigableMap<Post, InMemoryPost> latest = new TreeMap<>(LATEST);
    private final Moments<PostId, InMemoryPost> seen = new Moments<>(one -> Optional.of(one.at()));
    private final Moments<PostId, InMemoryPost> checked = new Moments<>(InMemoryPost::checked);

    Collection<InMemoryPost> all() {
        return latest.values();
    }

    Set<PostId> ids() {
        return all.keySet();
    }

    Optional<InMemoryPost> find(PostId id) {
        return Optional.ofNullable(all.get(id));
    }

    void put(InMemoryPost one) {
        PostId id = one.post().post().id();
        remove(id);
        all.put(id, one);
        latest.put(one.post().post(), one);
        seen.put(id, one);
        checked.put(id, one);
    }

    Optional<InMemoryPost> change(PostId id, UnaryOperator<InMemoryPost> change) {
        Optional<InMemoryPost> changed = find(id).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    void remove(PostId id) {
        find(id).ifPresent(one -> latest.remove(one.post().post()));
        all.remove(id);
        seen.remove(id);
        checked.remove(id);
    }

    List<PostId> seenBefore(Instant limit, int max) {
        return ids(seen.before(limit, max));
    }

    List<PostId> checkedBefore(Instant limit, int max) {
        return ids(checked.before(limit, max));
    }

    /// When the post that was not seen for the longest time was last seen.
    Optional<Instant> oldest() {
        return seen.earliest();
    }

    private static List<PostId> ids(List<InMemoryPost> posts) {
        return posts.stream().map(one -> one.post().post().id()).toList();
    }
}
