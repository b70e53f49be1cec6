package tidings.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import tidings.contracts.AlarmMessage;
import tidings.contracts.AlarmPressedV1;
import tidings.platform.Json;
import tidings.platform.UnreadableException;

/// What the queue of alarms brings: what CloudWatch said, by way of SNS, or what an operator pressed.
sealed interface AlarmNews permits AlarmChange, AlarmNews.Pressed {
    record Pressed(AlarmPressedV1 press) implements AlarmNews {}

    /// @throws UnreadableException if it is neither
    static AlarmNews read(String body) {
        JsonNode message;
        try {
            message = Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new UnreadableException(AlarmNews.class, e.getClass().getSimpleName(), e);
        }
        if (message.has("AlarmName")) {
            return AlarmChange.read(message);
        }
        return switch (Json.read(body, AlarmMessage.class)) {
            case AlarmPressedV1 press -> new Pressed(press);
        };
    }
}
