package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts requests over all environments without the database. An environment reports its counts at most every ten
/// seconds, so requests shortly before its end are lost. Thread-safe.
public final class Popularity {
    private static final Logger LOG = LoggerFactory.getLogger(Popularity.class);
    private static final String ADDRESS = Key.prefix("popularity") + "asked";
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration TTL = Duration.ofHours(1);

    /// While Valkey is unavailable, no more names are counted than this.
    private static final int MAX_NAMES = 1_000;

    private final RemoteCache remote;
    private final InstantSource clock;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private Instant reported = Instant.MIN;

    public Popularity(RemoteCache remote, InstantSource clock) {
        this.remote = remote;
        this.clock = clock;
    }

    public synchronized void count(String name) {
        if (counts.size() < MAX_NAMES || counts.containsKey(name)) {
            counts.merge(name, 1, Integer::sum);
        }
        Instant now = clock.instant();
        if (reported.isBefore(now.minus(REPORT_INTERVAL))) {
            reported = now;
            report();
        }
    }

    /// Removes and returns the highest counts of all environments, the highest first. Empty while Valkey is
    /// unavailable.
    public Map<String, Integer> take(int max) {
        try {
            return remote.takeHighest(ADDRESS, max);
        } catch (RuntimeException e) {
            LOG.warn("request counts are not available: {}", e.toString());
            return Map.of();
        }
    }

    private void report() {
        try {
            remote.add(ADDRESS, counts, TTL);
            counts.clear();
        } catch (RuntimeException e) {
            LOG.warn("request counts will be reported later: {}", e.toString());
        }
    }
}
