package tidings.localstack.cost;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.localstack.template.StackModel;

/// How often a schedule calls its function.
final class Rate {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final Map<String, Integer> MINUTES = Map.of("minute", 1, "hour", 60, "day", 1440);

    private Rate() {}

    /// The hours between two calls.
    static double hours(StackModel.Schedule schedule) {
        Matcher rate = RATE.matcher(schedule.expression());
        if (!rate.matches()) {
            throw new IllegalStateException(
                    schedule.name() + " has no rate but " + schedule.expression() + ": say here how often that is");
        }
        return Integer.parseInt(rate.group(1)) * MINUTES.get(rate.group(2)) / 60.0;
    }
}
