package tidings.cards;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.telegram.ButtonAction;

/// The buttons under cards of alarms, and under those of the autopilot's changes. The alarms function and the API
/// make the cards, the bot receives the presses.
public final class AlarmButtons {
    private static final Pattern ALARM = Pattern.compile("[0-9a-z.-]{1,40}");

    public static final ButtonAction<AlarmPress> PRESS = new ButtonAction<>(
            "alarm",
            1,
            press -> List.of(press.button().name().toLowerCase(Locale.ROOT), press.alarm()),
            fields -> new AlarmPress(
                    ButtonPressedV1.Button.valueOf(fields.get(0).toUpperCase(Locale.ROOT)), fields.get(1)));

    private AlarmButtons() {}

    /// @param alarm the alarm, storm or change that the card shows: up to 40 lower-case letters, digits, dots
    ///     and hyphens
    public record AlarmPress(ButtonPressedV1.Button button, String alarm) {
        public AlarmPress {
            if (!ALARM.matcher(alarm).matches()) {
                throw new IllegalArgumentException("not the key of an alarm");
            }
        }
    }
}
