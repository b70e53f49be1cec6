package tidings.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.aws.UnreadableException;

/// A state change of an alarm.
///
/// @param at when, by CloudWatch's clock; empty where the notification does not say
/// @param reason in CloudWatch's words
record AlarmChange(Alarm alarm, AlarmState state, Optional<Instant> at, String reason) implements AlarmEvent {
    /// Such as 2026-11-21T13:03:39.123+0000, and ISO 8601.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

    /// With the alarm's name any of these tells a notification.
    private static final List<String> OTHERS =
            List.of("NewStateValue", "NewStateReason", "StateChangeTime", "AlarmArn", "Trigger", "AlarmRule");

    private static final Pattern FIGURE = Pattern.compile("[A-Z][A-Za-z ]*: .+");

    /// Reads the notification that CloudWatch sends to SNS
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html).
    /// Only the name of the alarm has to be there: a card without a graph or a reason is better than none.
    ///
    /// @throws UnreadableException if it is not one
    static AlarmChange read(JsonNode message) {
        String name = text(message.path("AlarmName"));
        if (name.isBlank() || OTHERS.stream().noneMatch(message::has)) {
            throw new UnreadableException(AlarmChange.class, "no notification of an alarm", null);
        }
        return new AlarmChange(
                Alarm.of(name, text(message.path("AlarmDescription")), Widget.of(name, message.path("Trigger"))),
                AlarmState.of(text(message.path("NewStateValue"))),
                time(text(message.path("StateChangeTime"))),
                text(message.path("NewStateReason")));
    }

    /// The notification of a budget: a letter with lines such as `ACTUAL Amount: $60.00`
    /// (https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html).
    /// Its first line has a date and names it, for each is an incident of its own; nothing tells when it is over.
    static AlarmChange ofBudget(String letter) {
        String reason = letter.lines()
                .filter(line -> FIGURE.matcher(line.strip()).matches())
                .map(String::strip)
                .collect(Collectors.joining(", "));
        String title = letter.lines().findFirst().orElseThrow().strip();
        return new AlarmChange(Alarm.of(title, "", ""), AlarmState.ALARM, Optional.empty(), reason);
    }

    /// A text, number or truth as text; empty for anything else.
    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
