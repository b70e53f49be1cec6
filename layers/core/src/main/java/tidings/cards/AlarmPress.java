package tidings.cards;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.messages.AlarmMessage.ButtonPressedV1;

/// What a button under an alarm's card says when it is pressed, in at most 64 bytes.
///
/// @param alarm what the card shows: up to 40 small letters, digits, dots and hyphens
public record AlarmPress(ButtonPressedV1.Button button, String alarm) {
    private static final Pattern DATA = Pattern.compile("alarm:(acknowledge|mute|graph):([0-9a-z.-]{1,40})");

    public String data() {
        return "alarm:" + button.name().toLowerCase(Locale.ROOT) + ":" + alarm;
    }

    /// Empty for data of other buttons.
    public static Optional<AlarmPress> parse(String data) {
        Matcher match = DATA.matcher(data);
        return match.matches()
                ? Optional.of(new AlarmPress(
                        ButtonPressedV1.Button.valueOf(match.group(1).toUpperCase(Locale.ROOT)), match.group(2)))
                : Optional.empty();
    }
}
