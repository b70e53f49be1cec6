package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what is asked for, over all environments and without the database. An environment tells its count at most
/// every ten seconds, so that what is asked right before it ends is not counted. Thread-safe.
public final class Popularity {
    private static final Logger LOG = LoggerFactory.getLogger(Popularity.class);
    private static final String ADDRESS = Key.space("popularity") + "asked";
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofHours(1);

    /// While Valkey is away, no more is remembered.
    private static final int MOST = 1_000;

    private final RemoteCache remote;
    private final InstantSource clock;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private Instant reported = Instant.MIN;

    public Popularity(RemoteCache remote, InstantSource clock) {
        this.remote = remote;
        this.clock = clock;
    }

    public synchronized void asked(String what) {
        if (counts.size() < MOST || counts.containsKey(what)) {
            counts.merge(what, 1, Integer::sum);
        }
        Instant now = clock.instant();
        if (reported.isBefore(now.minus(BETWEEN_REPORTS))) {
            reported = now;
            report();
        }
    }

    /// What was asked for most since this was called last, and how often. Empty while Valkey is away.
    public Map<String, Integer> take(int most) {
        try {
            return remote.takeHighest(ADDRESS, most);
        } catch (RuntimeException e) {
            LOG.warn("what was asked for is not known: {}", e.toString());
            return Map.of();
        }
    }

    private void report() {
        try {
            remote.add(ADDRESS, counts, LIFE);
            counts.clear();
        } catch (RuntimeException e) {
            LOG.warn("what was asked for is told later: {}", e.toString());
        }
    }
}
