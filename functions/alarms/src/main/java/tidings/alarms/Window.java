package tidings.alarms;

import java.util.List;
import java.util.Map;

/// Values of metrics by the ids of their queries, one a minute where there is one.
///
/// @param minutes how long it is
record Window(Map<String, List<Double>> values, int minutes) {
    /// Sums are of so many minutes, however long the window is.
    private static final double TEN = 10;

    private List<Double> of(String id) {
        return values.getOrDefault(id, List.of());
    }

    /// In ten minutes.
    double sum(String id) {
        return of(id).stream().mapToDouble(Double::doubleValue).sum() * TEN / minutes;
    }

    double highest(String id) {
        return of(id).stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /// `otherwise` where there is no value.
    double lowest(String id, double otherwise) {
        return of(id).stream().mapToDouble(Double::doubleValue).min().orElse(otherwise);
    }

    double latest(String id) {
        return of(id).isEmpty() ? 0 : of(id).getLast();
    }

    /// The share of one sum in it and another, in percent; 0 where they are fewer than that.
    static double share(double part, double rest, double least) {
        return part < least ? 0 : 100 * part / (part + rest);
    }

    /// Milliseconds on average of durations that are known by their sum and their number.
    double mean(String millis, String count) {
        return sum(count) == 0 ? 0 : sum(millis) / sum(count);
    }
}
