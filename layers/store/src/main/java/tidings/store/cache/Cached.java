package tidings.store.cache;

import java.time.Instant;
import java.util.function.Function;

/// A value from the cache or from its source.
///
/// @param at when it was loaded from its source
/// @param sourceFailed whether the source should have been read and failed, so that the value is stale; to be shown to
///     the user
public record Cached<T>(T value, Instant at, boolean sourceFailed) {
    public <R> Cached<R> map(Function<T, R> change) {
        return new Cached<>(change.apply(value), at, sourceFailed);
    }
}
