package tidings.follows;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.follows.Reading.Problem;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;

/// Reads how many posts a day somebody wants, and when a brief of them: `five a day`, `daily at 8`, `montags um
/// halb neun und freitags abends`.
final class Schedule {
    private static final String MORNING = "8";
    private static final int HALF_A_DAY = 12;
    private static final int WHOLE_DAY = 24;

    private final Cursor cursor;
    private OptionalInt pace = OptionalInt.empty();
    private final Set<String> times = new LinkedHashSet<>();

    /// What was read since the last day: days as words, and times of which the last may still get its half of the
    /// day.
    private final List<String> days = new ArrayList<>();

    private final List<LocalTime> clocks = new ArrayList<>();
    private Optional<String> part = Optional.empty();
    private boolean repeats;
    private boolean weekly;
    private boolean bareClock;

    Schedule(Cursor cursor) {
        this.cursor = cursor;
    }

    OptionalInt pace() {
        return pace;
    }

    Optional<BriefTimes> brief() {
        if (times.size() > BriefTimes.MAX) {
            throw new UnclearException(Problem.TOO_MANY, String.join(", ", times));
        }
        return times.isEmpty() ? Optional.empty() : BriefTimes.parse(String.join(",", times));
    }

    /// Reads what is here, if it is a pace or times.
    boolean read() {
        return pace(Term.PER_DAY) || pace(Term.DAILY) || times();
    }

    /// `at most five posts a day`, `daily at most five`, `pace 5`.
    private boolean pace(Term unit) {
        int start = cursor.position();
        boolean first = unit == Term.DAILY && cursor.skip(Term.DAILY, Term.PACE);
        boolean about = cursor.skip(Term.ABOUT);
        boolean named = cursor.position() > start && cursor.token(-1).is(Term.PACE);
        OptionalInt number = cursor.token().number();
        if (number.isPresent()) {
            cursor.take();
            boolean posts = cursor.skip(Term.FILLER);
            if (unit == Term.DAILY ? first && (about || named || posts) : cursor.skip(Term.PER_DAY)) {
                set(number.getAsInt(), start);
                return true;
            }
        }
        cursor.back(start);
        return false;
    }

    private void set(int number, int start) {
        boolean valid = ChatSettings.PACE.read().apply(Integer.toString(number)).isPresent();
        if (!valid || pace.isPresent()) {
            cursor.back(start);
            throw cursor.unclear(valid ? Problem.TOO_MANY : Problem.VALUE);
        }
        pace = OptionalInt.of(number);
    }

    private boolean times() {
        int start = cursor.position();
        boolean joined = false;
        int end = start;
        while (item(joined)) {
            end = cursor.position();
            joined = cursor.skipJoints();
            cursor.skip(Term.FILLER);
        }
        cursor.back(end);
        flush();
        return end > start;
    }

    /// @param joined whether it stands behind a comma or an `and`
    private boolean item(boolean joined) {
        int start = cursor.position();
        if (cursor.is(Term.ON)) {
            cursor.take();
        }
        if (cursor.is(Term.DAILY, Term.WEEKLY)) {
            separate(joined);
            repeats = true;
            weekly = cursor.take().is(Term.WEEKLY);
        } else if (cursor.is(Term.DAY)) {
            separate(joined);
            days.addAll(List.of(cursor.take().value(Term.DAY).split(",")));
        } else if (cursor.is(Term.PART_OF_DAY)) {
            part(cursor.take().value(Term.PART_OF_DAY), joined);
        } else if (cursor.is(Term.AT)) {
            cursor.take();
            if (cursor.is(Term.PART_OF_DAY)) {
                part(cursor.take().value(Term.PART_OF_DAY), joined);
            } else if (!clock(true)) {
                cursor.back(start);
                throw cursor.unclear(Problem.PART);
            }
        } else if (cursor.position() > start || !clock(joined && !clocks.isEmpty())) {
            cursor.back(start);
            return false;
        }
        return true;
    }

    /// A day behind times begins anew, but not in `at 8 on Mondays`.
    private void separate(boolean joined) {
        if (joined && (!clocks.isEmpty() || part.isPresent())) {
            flush();
        }
    }

    /// Of the time that it follows, else of the one that it precedes, which may be itself.
    private void part(String hour, boolean joined) {
        if (bareClock && !joined) {
            clocks.add(inPart(clocks.removeLast(), hour));
        } else {
            clockOfPart();
            part = Optional.of(hour);
        }
        bareClock = false;
    }

    private void clockOfPart() {
        part.ifPresent(hour -> clocks.add(LocalTime.of(Integer.parseInt(hour), 0)));
        part = Optional.empty();
    }

    /// Eight in the evening is at 20:00.
    private static LocalTime inPart(LocalTime clock, String hour) {
        return Integer.parseInt(hour) > HALF_A_DAY && clock.getHour() < HALF_A_DAY
                ? clock.plusHours(HALF_A_DAY)
                : clock;
    }

    /// @param expected whether a mere number is a time here
    private boolean clock(boolean expected) {
        int start = cursor.position();
        int shift = cursor.is(Term.MINUTES) ? Integer.parseInt(cursor.take().value(Term.MINUTES)) : 0;
        boolean marked = expected || cursor.position() > start;
        Token token = cursor.take();
        String[] typed = token.is(Term.CLOCK) ? token.text().split("[:.]") : new String[] {"", "0"};
        OptionalInt hour = token.is(Term.CLOCK) ? OptionalInt.of(Integer.parseInt(typed[0])) : token.number();
        int minute = Integer.parseInt(typed[1]);
        marked |= token.is(Term.CLOCK) && token.text().indexOf(':') > 0;
        marked |= cursor.skip(Term.OCLOCK);
        int afternoon = half();
        marked |= afternoon >= 0 || cursor.is(Term.PART_OF_DAY);
        if (hour.isEmpty() || !marked) {
            cursor.back(start);
            return false;
        }
        int hours = afternoon < 0 || hour.getAsInt() > HALF_A_DAY
                ? hour.getAsInt()
                : hour.getAsInt() % HALF_A_DAY + afternoon;
        if (hours > WHOLE_DAY || minute > 59 || hours == WHOLE_DAY && minute > 0) {
            cursor.back(start);
            throw cursor.unclear(Problem.VALUE);
        }
        LocalTime time = LocalTime.of(hours % WHOLE_DAY, minute).plusMinutes(shift);
        clocks.add(part.map(name -> inPart(time, name)).orElse(time));
        bareClock = part.isEmpty() && afternoon < 0;
        part = Optional.empty();
        return true;
    }

    /// 12 for p.m., 0 for a.m., else -1. German says `8 am Montag`, too.
    private int half() {
        Token next = cursor.token(1);
        boolean german = cursor.is(Term.ON) && (next.is(Term.DAY) || next.is(Term.PART_OF_DAY));
        if (german || !cursor.is(Term.AM, Term.PM)) {
            return -1;
        }
        return cursor.take().is(Term.PM) ? HALF_A_DAY : 0;
    }

    /// Each time of each day.
    private void flush() {
        clockOfPart();
        if (clocks.isEmpty() && (repeats || !days.isEmpty())) {
            clocks.add(LocalTime.of(Integer.parseInt(MORNING), 0));
        }
        if (weekly && days.isEmpty()) {
            days.add("mon");
        }
        for (LocalTime clock : clocks) {
            if (days.isEmpty()) {
                times.add(clock.toString());
            }
            days.forEach(day -> times.add(day.toLowerCase(Locale.ROOT) + " " + clock));
        }
        days.clear();
        clocks.clear();
        repeats = false;
        weekly = false;
        bareClock = false;
    }
}
