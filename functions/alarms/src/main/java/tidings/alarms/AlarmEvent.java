package tidings.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.messages.AlarmMessage;
import tidings.messages.AlarmMessage.ButtonPressedV1;

/// A message of the alarms queue: a notification of CloudWatch or of a budget, through SNS, or a button press of an
/// operator.
sealed interface AlarmEvent permits AlarmChange, AlarmEvent.ButtonPress {
    String BUDGET = "AWS Budget Notification";

    record ButtonPress(ButtonPressedV1 press) implements AlarmEvent {}

    /// @throws UnreadableException if it is none of them
    static AlarmEvent read(String body) {
        if (body.startsWith(BUDGET)) {
            return AlarmChange.ofBudget(body);
        }
        JsonNode message;
        try {
            message = Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new UnreadableException(AlarmEvent.class, e.getClass().getSimpleName(), e);
        }
        if (message.has("AlarmName")) {
            return AlarmChange.read(message);
        }
        return switch (Json.read(body, AlarmMessage.class)) {
            case ButtonPressedV1 press -> new ButtonPress(press);
        };
    }
}
