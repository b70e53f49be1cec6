package tidings.messages;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import tidings.aws.Message;

/// What we put into the alarms queue; CloudWatch's own messages reach it, too, through SNS.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AlarmMessage extends Message {
    /// An operator pressed a button under the card of an alarm, or of a storm of alarms.
    ///
    /// @param alarm the alarm or storm, as the button named it
    /// @param press Telegram's id of the callback query
    /// @param by the operator's first name
    @JsonTypeName("alarm-pressed/1")
    record ButtonPressedV1(String alarm, Button button, String press, String by) implements AlarmMessage {
        public enum Button {
            ACKNOWLEDGE,
            MUTE,
            GRAPH,
            UNDO,
            APPLY
        }

        @Override
        public String group() {
            return alarm;
        }

        @Override
        public String deduplication() {
            return "press:" + press;
        }
    }
}
