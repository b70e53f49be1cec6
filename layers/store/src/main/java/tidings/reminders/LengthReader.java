package tidings.reminders;

import java.time.Duration;
import java.time.Period;
import tidings.reminders.Word.Kind;

/// Reads how long something lasts: `2 hours and 30 minutes`, `an hour and a half`, `einer halben Stunde`.
final class LengthReader {
    private static final int MINUTES_A_DAY = 24 * 60;

    /// More lengths than people add up.
    private static final int MAX_LENGTHS = 4;

    private final Cursor cursor;
    private double minutes;
    private double amount;
    private Period days = Period.ZERO;

    LengthReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /// On the calendar.
    Period days() {
        return days;
    }

    /// Besides that.
    Duration rest() {
        return Duration.ofSeconds(Math.round(minutes * 60));
    }

    /// Whether there is a length.
    boolean read() {
        int lengths = 0;
        while (lengths < MAX_LENGTHS && cursor.is(this::length)) {
            lengths++;
        }
        return lengths > 0;
    }

    private boolean length() {
        if (!amount()) {
            return false;
        }
        Word unit = cursor.take();
        boolean whole = amount == Math.rint(amount);
        if (unit.is(Kind.UNIT)) {
            int length = Integer.parseInt(unit.value(Kind.UNIT));
            minutes += amount * length + (cursor.is(this::andAHalf) ? length / 2.0 : 0);
            Word next = cursor.word();
            boolean joined = length == 60 && next.is(Kind.NUMBER) && next.start() == unit.end(); // as in 1h30
            minutes += joined ? Double.parseDouble(cursor.take().value(Kind.NUMBER)) : 0;
        } else if (unit.is(Kind.DAYS)) {
            double length = amount * Integer.parseInt(unit.value(Kind.DAYS));
            days = whole ? days.plusDays((long) length) : days;
            minutes += whole ? 0 : length * MINUTES_A_DAY;
        } else {
            days = days.plusMonths(Math.round(amount * Integer.parseInt(unit.value(Kind.MONTHS))));
        }
        return true;
    }

    private boolean andAHalf() {
        boolean and = cursor.skip(Kind.AND);
        cursor.skip(Kind.NUMBER);
        return and && cursor.skip(Kind.HALF) && !isUnit();
    }

    private boolean isUnit() {
        return cursor.word().is(Kind.UNIT)
                || cursor.word().is(Kind.DAYS)
                || cursor.word().is(Kind.MONTHS);
    }

    /// The number before a unit. Some units are one without a number.
    private boolean amount() {
        cursor.skip(Kind.AND);
        amount = cursor.word().is(Kind.UNIT) && cursor.word().value(Kind.UNIT).matches("15|45") ? 1 : 0;
        boolean and = false;
        if (cursor.word().is(Kind.NUMBER)) {
            amount = Double.parseDouble(cursor.take().value(Kind.NUMBER));
            and = cursor.skip(Kind.AND);
            cursor.skip(and && cursor.word().is(Kind.NUMBER) && cursor.word(1).is(Kind.HALF));
        }
        if (cursor.skip(Kind.HALF)) {
            amount = (and ? amount : 0) + 0.5;
            cursor.skip(Kind.NUMBER);
        }
        return amount > 0 && isUnit();
    }
}
