package tidings.store;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.ClassifiedPost;

/// What [InMemoryPostStore] knows of a post.
///
/// @param checked when it was last seen or asked for whether it is there; empty if that cannot be asked
/// @param suspected since when it seems to be gone
record InMemoryPost(ClassifiedPost post, Instant at, Optional<Instant> checked, Optional<Instant> suspected) {
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
