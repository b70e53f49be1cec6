package tidings.localstack.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// The six fields of a cron expression of EventBridge: minutes, hours, day of month, month, day of week, year.
/// `L`, `W` and `#` are not known.
///
/// @param daysOfWeek 1 is Sunday
record CronFields(BitSet minutes, BitSet hours, BitSet daysOfMonth, BitSet months, BitSet daysOfWeek, BitSet years) {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static CronFields parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (fields.length != 6) {
            throw new IllegalArgumentException("cron(" + text + ") needs six fields, and has " + fields.length);
        }
        if (fields[2].equals("?") == fields[4].equals("?")) {
            throw new IllegalArgumentException(
                    "cron(" + text + ") needs ? in exactly one of day-of-month and day-of-week");
        }
        return new CronFields(
                set(fields[0], 0, 59, List.of()),
                set(fields[1], 0, 23, List.of()),
                set(fields[2], 1, 31, List.of()),
                set(fields[3], 1, 12, MONTHS),
                set(fields[4], 1, 7, DAYS),
                set(fields[5], 1970, 2199, List.of()));
    }

    boolean onDay(LocalDate day) {
        return years.get(day.getYear())
                && months.get(day.getMonthValue())
                && daysOfMonth.get(day.getDayOfMonth())
                && daysOfWeek.get(
                        day.getDayOfWeek() == DayOfWeek.SUNDAY
                                ? 1
                                : day.getDayOfWeek().getValue() + 1);
    }

    boolean atTime(LocalTime time) {
        return minutes.get(time.getMinute()) && hours.get(time.getHour());
    }

    private static BitSet set(String field, int from, int to, List<String> names) {
        BitSet set = new BitSet();
        for (String part : field.split(",")) {
            String[] steps = part.split("/", 2);
            String[] range = steps[0].split("-", 2);
            boolean all = steps[0].equals("*") || steps[0].equals("?");
            int first = all ? from : number(range[0], field, from, to, names);
            int last = all || (steps.length == 2 && range.length == 1)
                    ? to
                    : number(range[range.length - 1], field, from, to, names);
            int step = steps.length == 2 ? number(steps[1], field, 1, to, List.of()) : 1;
            for (int value = first; value <= last; value += step) {
                set.set(value);
            }
        }
        return set;
    }

    private static int number(String text, String field, int from, int to, List<String> names) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        try {
            int number = name >= 0 ? from + name : Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Falls through to the refusal below, which names the field.
        }
        throw new IllegalArgumentException("cron field " + field + ": " + text + " is not between " + from + " and "
                + to + (names.isEmpty() ? "" : " or one of " + names));
    }
}
