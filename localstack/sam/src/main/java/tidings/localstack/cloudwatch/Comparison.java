package tidings.localstack.cloudwatch;

import java.util.Arrays;

/// How a value is compared with the threshold, by CloudWatch's names.
enum Comparison {
    GreaterThanThreshold("greater than the threshold"),
    GreaterThanOrEqualToThreshold("greater than or equal to the threshold"),
    LessThanThreshold("less than the threshold"),
    LessThanOrEqualToThreshold("less than or equal to the threshold"),
    LessThanLowerOrGreaterThanUpperThreshold("less than the lower thresholds or greater than the upper thresholds");

    private final String words;

    Comparison(String words) {
        this.words = words;
    }

    static Comparison of(String name) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown comparison " + name + "; known here are " + Arrays.toString(values())));
    }

    /// @param below the threshold, or the lower edge of the expected band
    boolean breaches(double value, double below, double above) {
        return switch (this) {
            case GreaterThanThreshold -> value > above;
            case GreaterThanOrEqualToThreshold -> value >= above;
            case LessThanThreshold -> value < below;
            case LessThanOrEqualToThreshold -> value <= below;
            case LessThanLowerOrGreaterThanUpperThreshold -> value < below || value > above;
        };
    }

    String words() {
        return words;
    }
}
