package tidings.reminders;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.reminders.Moment.Day;
import tidings.reminders.When.Problem;
import tidings.reminders.Word.Kind;

/// Reads a time from words, part by part, as long as there is a further part.
final class MomentReader extends Cursor {
    private static final int NOON = 12;
    private static final Set<String> MINUTES = Set.of("5", "10", "20", "25");
    private final int start;
    private final boolean bare;
    private Optional<Duration> later = Optional.empty();
    private Optional<Day> day = Optional.empty();
    private Optional<LocalTime> clock = Optional.empty();
    private final List<LocalTime> also = new ArrayList<>();
    private boolean halved;
    private OptionalInt part = OptionalInt.empty();
    private Optional<Set<DayOfWeek>> repeat = Optional.empty();
    private Optional<Problem> problem = Optional.empty();

    /// @param words none of which is read before `start`
    /// @param bare whether a length is a time without a word for it, as in `10 min tea`
    MomentReader(List<Word> words, int start, boolean bare) {
        super(words, start);
        this.start = start;
        this.bare = bare;
    }

    /// What begins here; empty if that is no time.
    Moment read() {
        while (is(this::later) || is(this::repeat) || is(this::day) || is(this::time) || is(this::another)) {}
        return new Moment(later, day, clock, also, part, repeat, problem, start, position());
    }

    private boolean isNew() {
        return later.isEmpty() && day.isEmpty() && repeat.isEmpty();
    }

    /// `in 2 hours and a half`, `in einer halben Stunde`, `10 min`, `two days from now`.
    private boolean later() {
        boolean marked = skip(Kind.IN);
        boolean fromToday = marked && day.filter(Days.Today.class::isInstance).isPresent() && part.isEmpty();
        if (!isNew() && !fromToday || clock.isPresent()) {
            return false;
        }
        LengthReader length = new LengthReader(this);
        if (!length.read() || !(skip(Kind.LATER) || marked || bare)) {
            return false;
        }
        if (length.days().isZero()) {
            later = Optional.of(length.rest());
            day = Optional.empty();
            return true;
        }
        return is(new Days.Ahead(length.days(), length.rest()));
    }

    /// `every Monday and Friday`, `täglich`, `weekdays`, `jeden Morgen`.
    private boolean repeat() {
        if (!isNew()) {
            return false;
        }
        if (skip(Kind.SELDOM)) {
            return otherwise();
        }
        boolean daily = skip(Kind.DAILY);
        boolean weekly = !daily && skip(Kind.WEEKLY);
        boolean every = !daily && !weekly && skip(Kind.EVERY);
        if (every && (word().is(Kind.ANOTHER) || word().is(Kind.NUMBER) || word().is(Kind.MONTH))) {
            take();
            return otherwise();
        }
        Set<DayOfWeek> days = new TreeSet<>();
        skip((word().is(Kind.ON) || word().is(Kind.AT)) && isDay(every || weekly, 1));
        while (isDay(every || weekly, 0)) {
            days.addAll(days(take()));
            skip(word().is(Kind.AND) && isDay(every || weekly, 1));
        }
        if (days.isEmpty()) {
            String length = every && word().is(Kind.DAYS) ? word().value(Kind.DAYS) : "";
            skip(!length.isEmpty());
            daily |= length.equals("1") || every && (word().is(Kind.NOUN) || word().is(Kind.PART));
            weekly |= length.equals("7");
        }
        if (days.isEmpty() && !daily && !weekly) {
            return false;
        }
        repeat = Optional.of(days);
        return !days.isEmpty() || daily || otherwise();
    }

    /// In another way than each day or on days of the week.
    private boolean otherwise() {
        repeat = Optional.of(Set.of());
        return unclear(Problem.REPEAT);
    }

    private boolean isDay(boolean each, int ahead) {
        Word word = word(ahead);
        return word.is(Kind.REPEATED) || each && (word.is(Kind.DAY) || word.is(Kind.SHORT) || word.is(Kind.SET));
    }

    private static List<DayOfWeek> days(Word word) {
        return Stream.of(Kind.REPEATED, Kind.DAY, Kind.SHORT, Kind.SET)
                .filter(word::is)
                .findFirst()
                .map(kind -> word.value(kind).chars())
                .orElseGet(IntStream::empty)
                .mapToObj(digit -> DayOfWeek.of(digit - '0'))
                .toList();
    }

    private boolean unclear(Problem found) {
        problem = Optional.of(found);
        return true;
    }

    private boolean day() {
        if (!isNew() && (problem.isEmpty() || day.isPresent())) {
            return false;
        }
        boolean on = skip(Kind.ON);
        skip(Kind.THE);
        boolean next = skip(Kind.NEXT);
        DateReader date = new DateReader(this, on);
        if (date.begins()) {
            return date.read().map(this::is).orElseGet(() -> date.isAmbiguous() && unclear(Problem.AMBIGUOUS));
        }
        boolean named = word().is(Kind.DAY) || word().is(Kind.SHORT) && (on || next || isTime(word(1)));
        Word word = take();
        if (word.is(Kind.DATE)) {
            return is(Days.of(word.value(Kind.DATE)));
        } else if (next && (word.is(Kind.WEEK) || word.is(Kind.DAYS))) {
            return is(Days.after(Period.ofWeeks(1)));
        } else if (next && word.is(Kind.MONTHS)) {
            return is(Days.after(Period.ofMonths(Integer.parseInt(word.value(Kind.MONTHS)))));
        } else if (named || word.is(Kind.WEEKEND)) {
            DayOfWeek meant = named ? days(word).getFirst() : DayOfWeek.SATURDAY;
            return is(Days.of(meant, next));
        } else if (next) {
            return false;
        } else if (word.is(Kind.THIS)) {
            part = OptionalInt.of(Integer.parseInt(word.value(Kind.THIS)));
            return is(new Days.Today());
        } else if (word.is(Kind.TODAY)) {
            return is(new Days.Today());
        } else if (word.is(Kind.TOMORROW) || word.is(Kind.AFTER)) {
            return is(Days.after(Period.ofDays(word.is(Kind.AFTER) ? 2 : 1)));
        }
        return false;
    }

    private boolean is(Day found) {
        day = Optional.of(found);
        return true;
    }

    static boolean isTime(Word word) {
        return word.is(Kind.CLOCK) || word.is(Kind.AT) || word.is(Kind.PART) || word.is(Kind.NOUN);
    }

    /// `at 9`, `9:30 pm`, `halb neun`, `in the evening`.
    private boolean time() {
        if (later.isPresent()) {
            return false;
        }
        boolean behindDay = day.isPresent() || repeat.isPresent();
        boolean marked = skip(Kind.AT);
        Kind named = word().is(Kind.PART) ? Kind.PART : Kind.NOUN;
        boolean midnight = word().is(Kind.PART) && word().value(Kind.PART).equals("0"); // as in tonight at midnight
        if (word().is(named) && (part.isEmpty() || midnight) && (named == Kind.PART || behindDay && clock.isEmpty())) {
            part = OptionalInt.of(Integer.parseInt(take().value(named)));
            return true;
        }
        return clock.isEmpty() && clock(marked, behindDay);
    }

    /// Another time of the same days: `and 20`, `and at 20:00`, `and in the evening`, `, 12 and 18`.
    private boolean another() {
        boolean listed = isNumber(word()) && word(1).is(Kind.AND) && isNumber(word(2));
        if (clock.isEmpty() && part.isEmpty() || later.isPresent() || !(skip(Kind.AND) || listed)) {
            return false;
        }
        Optional<LocalTime> first = clock;
        boolean firstHalved = halved;
        clock = Optional.empty();
        boolean repeats = repeat.isPresent() || word(1).is(Kind.EVERY) || word(1).is(Kind.DAILY);
        boolean marked = skip(Kind.AT);
        boolean isPart = repeat.isPresent() && (word().is(Kind.PART) || word().is(Kind.NOUN));
        if (isPart) {
            Word named = take();
            also.add(LocalTime.of(Integer.parseInt(named.value(named.is(Kind.PART) ? Kind.PART : Kind.NOUN)), 0));
        }
        halved = false;
        boolean is = isPart || !word(1).is(Kind.UNIT) && clock(marked || repeats, true);
        clock.ifPresent(also::add);
        boolean isHalf = halved && !firstHalved;
        halved = firstHalved;
        clock = first;
        return is && (!isHalf || unclear(Problem.AMBIGUOUS));
    }

    private static boolean isNumber(Word word) {
        return word.is(Kind.NUMBER) || word.is(Kind.CLOCK);
    }

    private boolean clock(boolean expected, boolean behindDay) {
        int shift = shift();
        boolean marked = shift != 0 || expected;
        boolean begins = bare && position() == start;
        Word word = take();
        boolean digits = word.is(Kind.CLOCK);
        String typed = digits ? word.value(Kind.CLOCK) : word.is(Kind.NUMBER) ? word.value(Kind.NUMBER) : "";
        if (typed.matches("[012]\\d[0-5]\\d") && isMilitary(typed, expected, behindDay)) {
            typed = typed.substring(0, 2) + ":" + typed.substring(2);
        }
        if (!typed.matches("\\d{1,2}(?:[:.]\\d{2})?")) {
            return false;
        }
        String[] parts = typed.split("[:.]");
        int hour = Integer.parseInt(parts[0]);
        int minute = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        marked |= typed.contains(":")
                || digits && (behindDay || begins && (word().is(Kind.TOMORROW) || word().is(Kind.TODAY)));
        if (skip(Kind.OCLOCK) || skip(expected && isHour(word))) {
            marked = true;
            if (!digits && word().is(Kind.NUMBER) && word().value(Kind.NUMBER).matches("[0-5]\\d")) {
                minute = Integer.parseInt(take().value(Kind.NUMBER));
            }
        }
        int half = half();
        halved = half >= 0;
        marked |= half >= 0 || word().is(Kind.PART) || behindDay && ended();
        if (!marked) {
            return false;
        }
        if (hour > 24 || minute > 59 || half >= 0 && (hour == 0 || hour > NOON) || hour == 24 && minute > 0) {
            return unclear(Problem.NO_SUCH_TIME);
        }
        LocalTime time = LocalTime.of(half >= 0 ? hour % NOON + half : hour % 24, minute);
        clock = Optional.of(time.plusMinutes(shift));
        return true;
    }

    /// Whether four digits are a time, as in `0730 tomorrow`, and not a number of something.
    private boolean isMilitary(String typed, boolean expected, boolean behindDay) {
        boolean beforeDay =
                word().is(Kind.TOMORROW) || word().is(Kind.TODAY) || word().is(Kind.ON) || word().is(Kind.DAY);
        return !word().is(Kind.NUMBER)
                && (expected || behindDay && (ended() || typed.startsWith("0")) || beforeDay && typed.startsWith("0"));
    }

    /// The minutes that the hour is moved by: `half past`, `ten to`, `fünf vor halb`. Digits with `to` are a
    /// range.
    private int shift() {
        Word around = word(1);
        int minutes = 0;
        if (word().is(Kind.NUMBER)
                && around.is(Kind.AROUND)
                && MINUTES.contains(word().value(Kind.NUMBER))
                && (word(2).is(Kind.NUMBER) || word(2).is(Kind.SHIFT))
                && !word(3).is(Kind.UNIT)
                && !(around.is(Kind.TRAIL) && word().end() - word().start() < 3)) {
            minutes = Integer.parseInt(take().value(Kind.NUMBER)) * Integer.parseInt(take().value(Kind.AROUND));
        }
        return minutes + (word().is(Kind.SHIFT) ? Integer.parseInt(take().value(Kind.SHIFT)) : 0);
    }

    /// Whether an `h` is right behind a number.
    private boolean isHour(Word number) {
        return word().is(Kind.UNIT)
                && word().start() == number.end()
                && word().end() - word().start() == 1
                && word().value(Kind.UNIT).equals("60");
    }

    /// 12 for p.m., 0 for a.m., else -1. German says `8 am Montag`, too.
    private int half() {
        Word after = word(1);
        boolean german = word().is(Kind.ON) && (after.is(Kind.DAY) || after.is(Kind.DATE) || after.is(Kind.NUMBER));
        if (skip(Kind.PM)) {
            return NOON;
        }
        return !german && skip(Kind.AM) ? 0 : -1;
    }
}
