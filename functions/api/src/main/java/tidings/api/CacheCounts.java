package tidings.api;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import tidings.store.cache.Cache.Outcome;

/// Counts the cache's lookups of this environment. Thread-safe.
final class CacheCounts implements Consumer<Outcome> {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder errors = new LongAdder();

    /// @param stores values that were written after a miss
    /// @param hitRatePercent 0 without a lookup
    record Lookups(long reads, long hits, long misses, long errors, long stores, double hitRatePercent) {}

    @Override
    public void accept(Outcome outcome) {
        switch (outcome) {
            case MISS -> misses.increment();
            case ERROR -> errors.increment();
            case LOCAL, REMOTE, STALE, NEGATIVE -> hits.increment();
        }
    }

    Lookups lookups() {
        long reads = hits.sum() + misses.sum() + errors.sum();
        return new Lookups(
                reads,
                hits.sum(),
                misses.sum(),
                errors.sum(),
                misses.sum(),
                reads == 0 ? 0 : 100.0 * hits.sum() / reads);
    }
}
