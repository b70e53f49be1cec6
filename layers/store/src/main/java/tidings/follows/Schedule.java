package tidings.follows;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.follows.ClockReader.Clock;
import tidings.follows.Reading.Problem;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;

/// Reads how many posts a day somebody wants, when a brief of them, and at which hours nothing: `five a day`, `daily at
/// 8`, `twice a day
/// but not on Sundays`, `montags um halb neun und freitags abends`.
final class Schedule {
    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private final Cursor cursor;
    private final ClockReader clockReader;
    private final HoursReader hours;
    private OptionalInt pace = OptionalInt.empty();
    private final List<Wanted> wanted = new ArrayList<>();

    /// What was read since the last day: days as words, and times of which the last may still get its half of the
    /// day.
    private final List<String> days = new ArrayList<>();

    private final Set<String> without = new LinkedHashSet<>();
    private final List<At> clocks = new ArrayList<>();
    private Optional<LocalTime> part = Optional.empty();

    /// The last time, if it may still get its half of the day.
    private Optional<Clock> bare = Optional.empty();

    private OptionalInt often = OptionalInt.empty();
    private boolean repeats;
    private boolean weekly;

    /// Whether days follow their times, as in `at 7 on Mondays and at 10 on Fridays`.
    private boolean timesFirst;

    private int start;

    /// @param exact whether somebody named it, not a part of the day
    private record At(LocalTime time, boolean exact) {}

    /// Which briefs somebody wants: when they come may follow from hours that are said later.
    ///
    /// @param days empty for each
    /// @param often how often a day, if that is all that was said
    private record Wanted(List<String> days, List<At> clocks, int often) {
        Stream<String> times(OpenHours open) {
            List<LocalTime> times = Stream.concat(
                            clocks.stream().map(at -> at.exact() ? at.time() : open.of(at.time())),
                            open.often(often).stream())
                    .toList();
            return times.stream()
                    .flatMap(time -> days.isEmpty()
                            ? Stream.of(time.toString())
                            : days.stream().map(day -> day + " " + time));
        }
    }

    Schedule(Cursor cursor) {
        this.cursor = cursor;
        this.clockReader = new ClockReader(cursor);
        this.hours = new HoursReader(cursor, clockReader);
    }

    /// @param chat when nothing comes to the chat, unless that is said, too
    /// @throws UnclearException if it is more than a chat can have, or makes no sense
    Timing timing(Optional<QuietHours> chat) {
        Optional<QuietHours> quiet = hours.quiet();
        return new Timing(pace, brief(new OpenHours(quiet.or(() -> chat))), quiet);
    }

    private Optional<BriefTimes> brief(OpenHours open) {
        Set<String> times =
                wanted.stream().flatMap(one -> one.times(open)).collect(Collectors.toCollection(LinkedHashSet::new));
        if (times.size() > BriefTimes.MAX) {
            throw new UnclearException(Problem.TOO_MANY, String.join(", ", times));
        }
        return times.isEmpty() ? Optional.empty() : BriefTimes.parse(String.join(",", times));
    }

    /// Reads what is here, if it is a pace, times or hours.
    boolean read() {
        return pace(Term.PER_DAY) || pace(Term.DAILY) || times() || hours.read();
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
        start = cursor.position();
        boolean joined = false;
        int end = start;
        while (item(joined)) {
            end = cursor.position();
            joined = cursor.skipJoints();
            cursor.skip(Term.FILLER);
        }
        cursor.back(end);
        flush();
        timesFirst = false;
        return end > start;
    }

    /// @param joined whether it stands behind a comma or an `and`
    private boolean item(boolean joined) {
        int first = cursor.position();
        if (exception() || often(joined)) {
            return true;
        }
        cursor.skipOne(Term.ON, Term.FROM);
        if (cursor.is(Term.DAILY, Term.WEEKLY)) {
            separate(joined);
            repeats = true;
            weekly = cursor.take().is(Term.WEEKLY);
        } else if (cursor.is(Term.DAY)) {
            separate(joined);
            timesFirst |= !clocks.isEmpty() && days.isEmpty();
            days.addAll(days());
        } else if (cursor.is(Term.PART_OF_DAY)) {
            part(joined);
        } else if (cursor.is(Term.AT)) {
            cursor.take();
            if (cursor.is(Term.PART_OF_DAY)) {
                part(joined);
            } else if (!clock(true, joined)) {
                throw unclear(first);
            }
        } else if (cursor.position() > first || !clock(joined && !clocks.isEmpty(), joined)) {
            cursor.back(first);
            return false;
        }
        return true;
    }

    /// `twice a day`.
    private boolean often(boolean joined) {
        int first = cursor.position();
        cursor.skipOne(Term.ABOUT);
        if (!cursor.is(Term.TIMES)
                || !cursor.token(1).is(Term.PER_DAY) && !cursor.token(1).is(Term.DAILY)) {
            cursor.back(first);
            return false;
        }
        separate(joined);
        often = OptionalInt.of(Integer.parseInt(cursor.take().value(Term.TIMES)));
        repeats = true;
        cursor.take();
        return true;
    }

    /// `but not on Sundays` behind times of each day.
    private boolean exception() {
        int first = cursor.position();
        boolean daily = days.isEmpty() && !weekly && (repeats || part.isPresent() || !clocks.isEmpty());
        if (!daily || !cursor.skipOne(Term.NOT, Term.BUT)) {
            return false;
        }
        cursor.skipOne(Term.NOT);
        cursor.skipOne(Term.ON);
        cursor.skipOne(Term.FILLER);
        int end = first;
        while (cursor.is(Term.DAY)) {
            without.addAll(days());
            end = cursor.position();
            cursor.skipJoints();
            cursor.skipOne(Term.ON);
        }
        cursor.back(end);
        return end > first;
    }

    /// The days that are here, such as `Mondays`, `weekdays` or `Monday to Friday`.
    private List<String> days() {
        List<String> from = List.of(cursor.take().value(Term.DAY).split(","));
        if (from.size() > 1 || !cursor.is(Term.TO) || !cursor.token(1).is(Term.DAY)) {
            return from;
        }
        cursor.take();
        int before = WEEK.indexOf(from.getFirst());
        int last = WEEK.indexOf(cursor.token().value(Term.DAY));
        if (last <= before) {
            throw unclear(cursor.position());
        }
        cursor.take();
        return WEEK.subList(before, last + 1);
    }

    /// A day behind times begins anew, but not in `at 8 on Mondays`.
    private void separate(boolean joined) {
        if (joined && (!clocks.isEmpty() || part.isPresent())) {
            flush();
        }
    }

    /// Of the time that it follows, else of the one that it precedes, which may be itself.
    private void part(boolean joined) {
        LocalTime named = clockReader.part();
        if (bare.isPresent() && !joined) {
            clocks.removeLast();
            clocks.add(new At(bare.get().in(named), true));
        } else {
            clockOfPart();
            part = Optional.of(named);
        }
        bare = Optional.empty();
    }

    private void clockOfPart() {
        part.ifPresent(time -> clocks.add(new At(time, false)));
        part = Optional.empty();
    }

    /// @param expected whether a mere number is a time here
    private boolean clock(boolean expected, boolean joined) {
        boolean counted = cursor.token(1).is(Term.PER_DAY) && !cursor.token(1).is(Term.DAILY);
        Optional<Clock> clock = counted ? Optional.empty() : clockReader.read(expected);
        if (clock.isEmpty()) {
            return false;
        }
        if (joined && timesFirst && !days.isEmpty()) {
            flush();
        }
        clocks.add(new At(part.map(clock.get()::in).orElseGet(clock.get()::time), true));
        bare = clock.filter(one -> part.isEmpty() && !one.half());
        part = Optional.empty();
        return true;
    }

    /// Each time of each day.
    private void flush() {
        clockOfPart();
        int usual = clocks.isEmpty() ? often.orElse(repeats || !days.isEmpty() ? 1 : 0) : 0;
        boolean unsure = often.isPresent() && !clocks.isEmpty() && often.getAsInt() != clocks.size();
        if (unsure || timesFirst && days.isEmpty() && (usual > 0 || !clocks.isEmpty())) {
            throw unclear(start);
        }
        if (weekly && days.isEmpty()) {
            days.add(WEEK.getFirst());
        }
        if (!without.isEmpty()) {
            WEEK.stream().filter(day -> !without.contains(day)).forEach(days::add);
        }
        wanted.add(new Wanted(List.copyOf(days), List.copyOf(clocks), usual));
        days.clear();
        without.clear();
        clocks.clear();
        often = OptionalInt.empty();
        repeats = false;
        weekly = false;
        bare = Optional.empty();
    }

    private UnclearException unclear(int from) {
        cursor.back(from);
        return cursor.unclear(Problem.PART);
    }
}
