package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import tidings.aws.Wiring;
import tidings.settings.Insights.Sample;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;

/// How many feeds are kept warm: what the tunable says, times how busy the hour to come usually is on that day of
/// the week. Without enough history it is what the tunable says. Looks once an hour. Thread-safe.
final class Warmth {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEKS = 4;

    /// So many weeks tell what is usual.
    private static final int ENOUGH_WEEKS = 3;

    /// So many samples of a month tell what all hours are like.
    private static final int ENOUGH_SAMPLES = 50;

    private static final double LEAST = 0.5;
    private static final double MOST = 2;

    private final Tunables tunables;
    private final Function<Instant, List<Sample>> sameHour;
    private final Function<Instant, List<Sample>> month;
    private final InstantSource clock;
    private Instant hour = Instant.MIN;
    private double factor = 1;

    /// @param sameHour samples of the same hour of the weeks before a time
    /// @param month samples of all hours before a time
    Warmth(
            Tunables tunables,
            Function<Instant, List<Sample>> sameHour,
            Function<Instant, List<Sample>> month,
            InstantSource clock) {
        this.tunables = tunables;
        this.sameHour = sameHour;
        this.month = month;
        this.clock = clock;
    }

    /// @param table of the sources, which has the history
    static Warmth of(Tunables tunables, String table, Wiring wiring) {
        InsightsTable insights = new InsightsTable(DynamoDb.of(wiring), table);
        return new Warmth(
                tunables,
                at -> insights.sameHourOfWeek(at, WEEKS),
                at -> insights.history(at, Duration.ofDays(7L * WEEKS)),
                wiring.clock());
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
            factor = read(now);
        }
        return factor;
    }

    /// A sample is of the hour before it.
    private double read(Instant now) {
        List<Double> usual = updates(sameHour.apply(now.plus(HOUR)));
        List<Double> all = updates(month.apply(now));
        return usual.size() < ENOUGH_WEEKS || all.size() < ENOUGH_SAMPLES || median(all) == 0
                ? 1
                : Math.clamp(median(usual) / median(all), LEAST, MOST);
    }

    /// In an hour without any update, none was counted.
    private static List<Double> updates(List<Sample> samples) {
        return samples.stream()
                .map(sample -> sample.numbers().getOrDefault("updatesQueued", 0.0))
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }
}
