package tidings.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import tidings.messages.AlarmMessage;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// What the queue of alarms brings: what CloudWatch said, by way of SNS, or what an operator pressed.
sealed interface AlarmEvent permits AlarmChange, AlarmEvent.Pressed {
    record Pressed(ButtonPressedV1 press) implements AlarmEvent {}

    /// @throws UnreadableException if it is neither
    static AlarmEvent read(String body) {
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
            case ButtonPressedV1 press -> new Pressed(press);
        };
    }
}
