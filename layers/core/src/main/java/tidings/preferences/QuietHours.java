package tidings.preferences;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hours of each day in which a chat is left alone, such as `22:00-07:00`; they may pass midnight.
public record QuietHours(LocalTime from, LocalTime until) {
    private static final Pattern TEXT = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-3]):([0-5]\\d)");

    /// Empty for another text, and for hours that last no time.
    public static Optional<QuietHours> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return Optional.of(matcher)
                .filter(Matcher::matches)
                .map(found -> new QuietHours(time(found, 1), time(found, 3)))
                .filter(hours -> !hours.from.equals(hours.until));
    }

    public boolean contains(LocalTime time) {
        boolean started = !time.isBefore(from);
        boolean going = time.isBefore(until);
        return from.isBefore(until) ? started && going : started || going;
    }

    private static LocalTime time(Matcher found, int group) {
        return LocalTime.of(Integer.parseInt(found.group(group)), Integer.parseInt(found.group(group + 1)));
    }

    @Override
    public String toString() {
        return from + "-" + until;
    }
}
