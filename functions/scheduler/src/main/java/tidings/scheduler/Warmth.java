package tidings.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import tidings.aws.Wiring;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;
import tidings.state.UsualHours;

/// How many feeds are kept warm: what the tunable says, times how busy the hour to come usually is on that day of
/// the week. Without enough history it is what the tunable says. Looks once an hour. Thread-safe.
final class Warmth {
    private static final double LEAST = 0.5;
    private static final double MOST = 2;

    private final Tunables tunables;
    private final UsualHours usual;
    private final InstantSource clock;
    private Instant hour = Instant.MIN;
    private double factor = 1;

    Warmth(Tunables tunables, UsualHours usual, InstantSource clock) {
        this.tunables = tunables;
        this.usual = usual;
        this.clock = clock;
    }

    /// @param table of the sources, which has the history
    static Warmth of(Tunables tunables, String table, Wiring wiring) {
        return new Warmth(tunables, UsualHours.of(new InsightsTable(DynamoDb.of(wiring), table)), wiring.clock());
    }

    /// 0 while nothing is cached.
    int feeds() {
        return tunables.isOn(Tunable.USE_CACHE)
                ? Math.clamp(
                        Math.round(tunables.get(Tunable.WARM_FEEDS) * factor()),
                        Tunable.WARM_FEEDS.min(),
                        Tunable.WARM_FEEDS.max())
                : 0;
    }

    private synchronized double factor() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        if (!now.equals(hour)) {
            hour = now;
            factor = usual.toCome(now)
                    .map(times -> Math.clamp(times, LEAST, MOST))
                    .orElse(1.0);
        }
        return factor;
    }
}
