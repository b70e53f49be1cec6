package tidings.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.settings.Insights.Sample;

/// How busy hours of the week usually are, by the updates of four weeks. Thread-safe if its functions are.
///
/// @param sameHour samples of the same hour of the weeks before a time
/// @param month samples of all hours before a time
public record UsualHours(Function<Instant, List<Sample>> sameHour, Function<Instant, List<Sample>> month) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEKS = 4;

    /// So many weeks tell what is usual.
    private static final int ENOUGH_WEEKS = 3;

    /// So many samples of a month tell what all hours are like.
    private static final int ENOUGH_SAMPLES = 50;

    public static UsualHours of(InsightsTable table) {
        return new UsualHours(
                at -> table.sameHourOfWeek(at, WEEKS), at -> table.history(at, Duration.ofDays(7L * WEEKS)));
    }

    /// The usual updates of the hour to come, as a multiple of those of a usual hour; empty where history does not
    /// tell. A sample is of the hour before it.
    public Optional<Double> toCome(Instant now) {
        List<Double> usual = updates(sameHour.apply(now.plus(HOUR)));
        List<Double> all = updates(month.apply(now));
        return usual.size() < ENOUGH_WEEKS || all.size() < ENOUGH_SAMPLES || median(all) == 0
                ? Optional.empty()
                : Optional.of(median(usual) / median(all));
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
