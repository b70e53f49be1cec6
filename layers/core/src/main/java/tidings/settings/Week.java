package tidings.settings;

import java.time.Instant;
import java.util.Map;

/// Seven days of this deployment, as CloudWatch has them.
///
/// @param until when they ended
/// @param numbers totals, and answer times in milliseconds, by name; what has no data is absent
/// @param dollars what was paid for use, at list prices, by what it was used for: a function, `logs` or `cache`
/// @param told whether operators were told
public record Week(Instant until, Map<String, Double> numbers, Map<String, Double> dollars, boolean told) {
    public Week {
        numbers = Map.copyOf(numbers);
        dollars = Map.copyOf(dollars);
    }

    public Week asTold() {
        return new Week(until, numbers, dollars, true);
    }
}
