package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// An operator pressed a button under the card of an alarm, or of a storm of them.
///
/// @param alarm what the card shows, as the button named it
/// @param press Telegram's id of the press
/// @param by the operator's first name
@JsonTypeName("alarm-pressed/1")
public record AlarmPressedV1(String alarm, Button button, String press, String by) implements AlarmMessage {
    public enum Button {
        ACKNOWLEDGE,
        MUTE,
        GRAPH
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
