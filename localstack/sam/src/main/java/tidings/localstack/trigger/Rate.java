package tidings.localstack.trigger;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate expression of EventBridge Scheduler
/// (<https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>); `cron` and `at` are not known here.
final class Rate {
    private static final Pattern EXPRESSION = Pattern.compile("rate\\(([1-9]\\d*) (minute|hour|day)s?\\)");

    private Rate() {}

    /// The time between two calls.
    ///
    /// @throws IllegalArgumentException naming the expression
    static Duration parse(String expression) {
        Matcher rate = EXPRESSION.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    "schedule expression " + expression + " is not known here; known is rate(5 minutes)");
        }
        long number = Long.parseLong(rate.group(1));
        return switch (rate.group(2)) {
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
