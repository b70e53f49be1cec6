package tidings.store.cache;

import java.time.Instant;
import java.util.function.Function;

/// What the cache gives.
///
/// @param at when the source said so
/// @param sourceFailed whether the source was to be asked and failed, so that this is older than it should be: to be
///     told to whoever sees it
public record Cached<T>(T value, Instant at, boolean sourceFailed) {
    public <R> Cached<R> map(Function<T, R> change) {
        return new Cached<>(change.apply(value), at, sourceFailed);
    }
}
