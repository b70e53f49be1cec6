package tidings.preferences;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When a chat gets its briefs, such as `08:00,mon 18:30`: at 8 each day, and at half past 6 on Mondays.
///
/// @param times 1 to [#MAX]
public record BriefTimes(List<BriefTime> times) {
    public static final int MAX = 6;

    private static final Pattern TEXT = Pattern.compile("(?:([a-z]{3}) )?([01]\\d|2[0-3]):([0-5]\\d)");

    /// @param day empty for each day
    public record BriefTime(Optional<DayOfWeek> day, LocalTime time) {
        @Override
        public String toString() {
            return day.map(name -> word(name) + " ").orElse("") + time;
        }
    }

    /// @throws IllegalArgumentException for none, or too many
    public BriefTimes {
        times = List.copyOf(times);
        if (times.isEmpty() || times.size() > MAX) {
            throw new IllegalArgumentException("a chat has 1 to " + MAX + " brief times, not " + times.size());
        }
    }

    /// Empty for another text.
    public static Optional<BriefTimes> parse(String text) {
        List<Optional<BriefTime>> parts =
                Stream.of(text.split(",", -1)).map(BriefTimes::part).toList();
        return parts.size() <= MAX && parts.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        new BriefTimes(parts.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static Optional<BriefTime> part(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        LocalTime time = LocalTime.of(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)));
        return found.group(1) == null
                ? Optional.of(new BriefTime(Optional.empty(), time))
                : Arrays.stream(DayOfWeek.values())
                        .filter(day -> word(day).equals(found.group(1)))
                        .findFirst()
                        .map(day -> new BriefTime(Optional.of(day), time));
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return times.stream().map(BriefTime::toString).collect(Collectors.joining(","));
    }
}
