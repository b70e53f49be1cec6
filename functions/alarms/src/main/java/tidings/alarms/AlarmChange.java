package tidings.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import tidings.aws.UnreadableException;

/// A state change of an alarm.
///
/// @param at when, by CloudWatch's clock
/// @param reason in CloudWatch's words
record AlarmChange(Alarm alarm, AlarmState state, Instant at, String reason) implements AlarmEvent {
    /// Such as 2026-11-21T13:03:39.123+0000.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    /// Reads the notification that CloudWatch sends to SNS
    /// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html).
    ///
    /// @throws UnreadableException if it is not one
    static AlarmChange read(JsonNode message) {
        String name = message.path("AlarmName").asText();
        try {
            return new AlarmChange(
                    Alarm.of(
                            name,
                            message.path("AlarmDescription").asText(""),
                            Widget.of(name, message.path("Trigger"))),
                    AlarmState.valueOf(message.path("NewStateValue").asText()),
                    OffsetDateTime.parse(message.path("StateChangeTime").asText(), TIME)
                            .toInstant(),
                    message.path("NewStateReason").asText(""));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableException(AlarmChange.class, e.getClass().getSimpleName(), e);
        }
    }
}
