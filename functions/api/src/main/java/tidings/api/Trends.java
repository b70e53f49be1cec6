package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.settings.Insights.Sample;

/// What samples of many days tell: what is unusual for the hour, what changed since last week, and when a limit will
/// be reached. All of it is robust: one odd day changes no result.
final class Trends {
    /// So many days tell what is usual.
    private static final int ENOUGH_DAYS = 5;

    /// Beyond so many deviations a value is unusual.
    private static final double UNUSUAL = 5;

    /// Makes the median of absolute deviations a standard deviation where values are normal.
    private static final double CONSISTENT = 1.4826;

    /// Least deviation, as a share of what is usual: numbers that never vary may vary a little.
    private static final double LEAST_SPREAD = 0.05;

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    /// So many samples tell a slope.
    private static final int ENOUGH_SAMPLES = 8;

    /// Later than this nobody plans.
    private static final int HORIZON_DAYS = 365;

    private Trends() {}

    /// @param usual median of the same hour of earlier days
    /// @param spread robust deviation of those
    /// @param days how many there were
    record Anomaly(String name, double value, double usual, double spread, int days) {}

    /// @param before median of the week before
    /// @param percent of that; null where it was 0
    record Change(String name, double before, double now, Optional<Double> percent) {}

    /// @param perDay by which it moves
    /// @param earliest and
    /// @param latest at four fifths of all slopes; the latest is absent where it may never come
    record Forecast(
            String name,
            double value,
            double limit,
            double perDay,
            Instant likely,
            Instant earliest,
            Optional<Instant> latest) {}

    /// @param sameHour of one hour of the day, the latest last
    static List<Anomaly> anomalies(List<Sample> sameHour) {
        return sameHour.isEmpty()
                ? List.of()
                : names(sameHour.subList(sameHour.size() - 1, sameHour.size()))
                        .flatMap(name -> anomaly(
                                name,
                                sameHour.getLast().numbers().get(name),
                                values(name, sameHour.subList(0, sameHour.size() - 1)))
                                .stream())
                        .toList();
    }

    static Optional<Anomaly> anomaly(String name, double value, double[] earlier) {
        if (earlier.length < ENOUGH_DAYS) {
            return Optional.empty();
        }
        double usual = median(earlier);
        double deviation = CONSISTENT
                * median(
                        Arrays.stream(earlier).map(one -> Math.abs(one - usual)).toArray());
        double spread = Math.max(deviation, Math.abs(usual) * LEAST_SPREAD);
        return Math.abs(value - usual) <= UNUSUAL * spread || spread == 0 && value == usual
                ? Optional.empty()
                : Optional.of(new Anomaly(name, value, usual, spread, earlier.length));
    }

    /// This week beside the one before, for whatever has samples of both.
    static List<Change> weekOverWeek(List<Sample> samples, Instant now) {
        Instant week = now.minus(Duration.ofDays(7));
        List<Sample> before = samples.stream()
                .filter(sample -> !sample.at().isAfter(week) && sample.at().isAfter(week.minus(Duration.ofDays(7))))
                .toList();
        List<Sample> after =
                samples.stream().filter(sample -> sample.at().isAfter(week)).toList();
        return names(after)
                .filter(name -> values(name, before).length > 0)
                .map(name -> {
                    double then = median(values(name, before));
                    double today = median(values(name, after));
                    return new Change(
                            name,
                            then,
                            today,
                            then == 0 ? Optional.empty() : Optional.of(100 * (today - then) / Math.abs(then)));
                })
                .toList();
    }

    /// When a number reaches its limit, by the median of the slopes between any two samples (Theil and Sen); empty
    /// where it does not within a year, or too few samples tell.
    static Optional<Forecast> reaches(String name, double limit, List<Sample> samples) {
        List<Sample> known = samples.stream()
                .filter(sample -> sample.numbers().containsKey(name))
                .toList();
        if (known.size() < ENOUGH_SAMPLES) {
            return Optional.empty();
        }
        double[] slopes = IntStream.range(0, known.size())
                .boxed()
                .flatMapToDouble(i -> IntStream.range(i + 1, known.size())
                        .filter(j -> known.get(j).at().isAfter(known.get(i).at()))
                        .mapToDouble(j -> slope(name, known.get(i), known.get(j))))
                .sorted()
                .toArray();
        Instant from = known.getLast().at();
        double value = level(name, known, median(slopes), from);
        double left = limit - value;
        double[] towards =
                left < 0 ? DoubleStream.of(slopes).map(slope -> -slope).sorted().toArray() : slopes;
        double distance = Math.abs(left);
        return at(from, distance, median(towards))
                .map(likely -> new Forecast(
                        name,
                        value,
                        limit,
                        median(slopes) * SECONDS_A_DAY,
                        likely,
                        at(from, distance, quantile(towards, 0.9)).orElse(likely),
                        at(from, distance, quantile(towards, 0.1))));
    }

    /// Where the line through the samples is at a time.
    private static double level(String name, List<Sample> samples, double slope, Instant at) {
        return median(samples.stream()
                .mapToDouble(sample -> sample.numbers().get(name)
                        + slope * Duration.between(sample.at(), at).toSeconds())
                .toArray());
    }

    private static Optional<Instant> at(Instant from, double distance, double slope) {
        double days = distance / slope / SECONDS_A_DAY;
        return slope > 0 && days <= HORIZON_DAYS
                ? Optional.of(from.plusSeconds((long) (distance / slope)))
                : Optional.empty();
    }

    private static double slope(String name, Sample first, Sample second) {
        return (second.numbers().get(name) - first.numbers().get(name))
                / Duration.between(first.at(), second.at()).toSeconds();
    }

    private static Stream<String> names(List<Sample> samples) {
        TreeSet<String> names = new TreeSet<>();
        samples.forEach(sample -> names.addAll(sample.numbers().keySet()));
        return names.stream();
    }

    private static double[] values(String name, List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.numbers().containsKey(name))
                .mapToDouble(sample -> sample.numbers().get(name))
                .toArray();
    }

    /// At least one value.
    static double median(double[] values) {
        return quantile(Arrays.stream(values).sorted().toArray(), 0.5);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
