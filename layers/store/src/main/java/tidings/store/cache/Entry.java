package tidings.store.cache;

import java.time.Instant;
import java.util.Optional;

/// A value as it is kept.
///
/// @param value empty where the source had nothing
/// @param at when the source said so
/// @param generation of its group at the time
record Entry<V>(Optional<V> value, Instant at, Instant freshUntil, Instant goneAt, String generation) {
    boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    boolean isGone(Instant now) {
        return !now.isBefore(goneAt);
    }
}
