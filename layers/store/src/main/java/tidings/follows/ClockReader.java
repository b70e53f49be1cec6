package tidings.follows;

import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.follows.Reading.Problem;

/// Reads one time of the day: `8:30`, `half past seven`, `acht Uhr`.
record ClockReader(Cursor cursor) {
    private static final int HALF_A_DAY = 12;
    private static final int WHOLE_DAY = 24;

    /// @param half whether it was said which half of the day
    record Clock(LocalTime time, boolean half) {
        /// Eight in the evening is at 20:00.
        LocalTime in(LocalTime part) {
            return !half && part.getHour() > HALF_A_DAY && time.getHour() < HALF_A_DAY
                    ? time.plusHours(HALF_A_DAY)
                    : time;
        }
    }

    /// With the part of the day that follows it, or such a part alone: `6 in the evening`, `noon`.
    ///
    /// @param expected whether a mere number is a time here
    Optional<LocalTime> complete(boolean expected) {
        if (cursor.is(Term.PART_OF_DAY)) {
            return Optional.of(part());
        }
        return read(expected).map(clock -> cursor.is(Term.PART_OF_DAY) ? clock.in(part()) : clock.time());
    }

    /// The hour of a part of the day, which is here.
    LocalTime part() {
        return LocalTime.of(Integer.parseInt(cursor.take().value(Term.PART_OF_DAY)), 0);
    }

    /// @param expected whether a mere number is a time here
    /// @throws UnclearException for a time that no clock shows
    Optional<Clock> read(boolean expected) {
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
            return Optional.empty();
        }
        int hours = afternoon < 0 || hour.getAsInt() > HALF_A_DAY
                ? hour.getAsInt()
                : hour.getAsInt() % HALF_A_DAY + afternoon;
        if (hours > WHOLE_DAY || minute > 59 || hours == WHOLE_DAY && minute > 0) {
            cursor.back(start);
            throw cursor.unclear(Problem.VALUE);
        }
        return Optional.of(new Clock(LocalTime.of(hours % WHOLE_DAY, minute).plusMinutes(shift), afternoon >= 0));
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
}
