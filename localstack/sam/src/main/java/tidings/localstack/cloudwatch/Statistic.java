package tidings.localstack.cloudwatch;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the values of a period become one: `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as
/// `p95`, interpolated between the values around it.
record Statistic(String name) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d+)?|100)");

    Statistic {
        if (!name.matches("Sum|Average|Minimum|Maximum|SampleCount")
                && !PERCENTILE.matcher(name).matches()) {
            throw new IllegalArgumentException("unknown statistic " + name
                    + "; known are Average, Maximum, Minimum, SampleCount, Sum, and percentiles such as p95");
        }
    }

    /// @param values at least one, in any order
    double of(double[] values) {
        return switch (name) {
            case "Sum" -> Arrays.stream(values).sum();
            case "Average" -> Arrays.stream(values).average().orElseThrow();
            case "Minimum" -> Arrays.stream(values).min().orElseThrow();
            case "Maximum" -> Arrays.stream(values).max().orElseThrow();
            case "SampleCount" -> values.length;
            default -> percentile(values);
        };
    }

    private double percentile(double[] values) {
        Matcher match = PERCENTILE.matcher(name);
        match.matches();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = Double.parseDouble(match.group(1)) / 100 * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
