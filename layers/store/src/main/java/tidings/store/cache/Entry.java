package tidings.store.cache;

import java.time.Instant;
import java.util.Optional;

/// A cached value.
///
/// @param value empty for a negative entry
/// @param at when it was loaded from its source
/// @param staleAt when its TTL ends
/// @param expiresAt when it is no longer served at all
/// @param generation of its group when it was loaded
record Entry<V>(Optional<V> value, Instant at, Instant staleAt, Instant expiresAt, String generation) {
    boolean isFresh(Instant now) {
        return now.isBefore(staleAt);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
