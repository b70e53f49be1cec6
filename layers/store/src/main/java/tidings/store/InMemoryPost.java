package tidings.store;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceId;

/// What [InMemoryPostStore] knows of a post.
///
/// @param checked when it was last seen or asked for whether it is there; empty if that cannot be asked
/// @param suspected since when it seems to be gone
record InMemoryPost(ClassifiedPost post, Instant at, Optional<Instant> checked, Optional<Instant> suspected) {
    /// @param before null if it was not stored
    static InMemoryPost seen(ClassifiedPost post, InMemoryPost before, Instant at) {
        return new InMemoryPost(
                post,
                before == null || before.at.isBefore(at) ? at : before.at,
                before == null || before.checked.filter(at::isAfter).isPresent()
                        ? Optional.of(at).filter(_ -> post.post().id().source().equals(SourceId.REDDIT))
                        : before.checked,
                Optional.empty());
    }

    InMemoryPost with(ClassifiedPost other) {
        return new InMemoryPost(other, at, checked, suspected);
    }

    InMemoryPost checked(Instant now) {
        return new InMemoryPost(post, at, Optional.of(now), suspected);
    }

    InMemoryPost suspected(Optional<Instant> since) {
        return new InMemoryPost(post, at, checked, since);
    }
}
