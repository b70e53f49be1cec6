package tidings.reminders;

import java.util.Optional;
import tidings.reminders.Moment.Day;
import tidings.reminders.Word.Kind;

/// Reads a date: `24 December 2026`, `first of May`, `December 24`, `12/24`, `24/12/2026`.
final class DateReader {
    private static final int MONTHS = 12;

    private final Cursor cursor;
    private final boolean on;
    private boolean ambiguous;

    /// @param on whether a word for a date came before
    DateReader(Cursor cursor, boolean on) {
        this.cursor = cursor;
        this.on = on;
    }

    /// Whether a date may begin here.
    boolean begins() {
        Word word = cursor.word();
        return word.is(Kind.NUMBER) || word.is(Kind.ORDINAL) || word.is(Kind.MONTH) || word.is(Kind.SLASHED);
    }

    /// Whether it was one that can be read in two ways.
    boolean isAmbiguous() {
        return ambiguous;
    }

    /// Empty if it is none, or ambiguous.
    Optional<Day> read() {
        return cursor.word().is(Kind.SLASHED) ? slashed() : named();
    }

    private Optional<Day> named() {
        boolean first = !cursor.word().is(Kind.MONTH);
        Word one = cursor.take();
        cursor.skip(first ? Kind.OF : Kind.THE);
        Word other = cursor.take();
        Word day = first ? one : other;
        Word month = first ? other : one;
        Kind kind = day.is(Kind.ORDINAL) ? Kind.ORDINAL : Kind.NUMBER;
        if (!day.is(kind) || !month.is(Kind.MONTH) || !day.value(kind).matches("\\d{1,2}")) {
            return Optional.empty();
        }
        Word next = cursor.word();
        boolean isYear = next.is(Kind.NUMBER) && next.value(Kind.NUMBER).matches("\\d{4}");
        cursor.skip(isYear);
        return Optional.of(Days.of(isYear ? next.value(Kind.NUMBER) : "", month.value(Kind.MONTH), day.value(kind)));
    }

    /// What can be no month is the day.
    private Optional<Day> slashed() {
        String typed = cursor.take().value(Kind.SLASHED);
        String[] parts = typed.split("/");
        int one = Integer.parseInt(parts[0]);
        int other = Integer.parseInt(parts[1]);
        Word next = cursor.word();
        boolean isDate = MomentReader.isTime(next) || next.is(Kind.NUMBER) || cursor.ended() && !typed.equals("24/7");
        if (!on && (!isDate || Math.min(one, other) > MONTHS)) {
            return Optional.empty();
        }
        ambiguous = Math.max(one, other) <= MONTHS && one != other;
        String year = parts.length > 2 ? Days.year(parts[2]) : "";
        return ambiguous
                ? Optional.empty()
                : Optional.of(Days.of(year, parts[one > MONTHS ? 1 : 0], parts[one > MONTHS ? 0 : 1]));
    }
}
