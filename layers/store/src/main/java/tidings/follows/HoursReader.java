package tidings.follows;

import java.time.LocalTime;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.follows.Reading.Problem;
import tidings.preferences.QuietHours;

/// Reads at which hours somebody does not want to be disturbed: `not before noon`, `only after 18:00`, `nicht
/// zwischen 22 und 7 Uhr`. They hold each day. An hour alone, such as `after 18:00`, may mean either and is refused.
final class HoursReader {
    private static final LocalTime BEDTIME = LocalTime.of(22, 0);
    private static final LocalTime BREAKFAST = LocalTime.of(7, 0);

    private final Cursor cursor;
    private final ClockReader clocks;
    private Optional<LocalTime> first = Optional.empty();
    private Optional<LocalTime> last = Optional.empty();

    HoursReader(Cursor cursor, ClockReader clocks) {
        this.cursor = cursor;
        this.clocks = clocks;
    }

    /// The hours between the last and the first that were named; a day begins and ends at midnight.
    ///
    /// @throws UnclearException if they are no hours, or all
    Optional<QuietHours> quiet() {
        LocalTime from = last.orElse(LocalTime.MIDNIGHT);
        LocalTime until = first.orElse(LocalTime.MIDNIGHT);
        if (first.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        } else if (from.equals(until)) {
            throw new UnclearException(Problem.VALUE, until.toString());
        }
        return Optional.of(new QuietHours(from, until));
    }

    /// Reads what is here, if it is hours.
    ///
    /// @throws UnclearException for hours of which nobody knows whether they are wanted
    boolean read() {
        int start = cursor.position();
        boolean not = cursor.skipOne(Term.NOT, Term.NOTHING);
        boolean only = !not && cursor.skipOne(Term.ONLY);
        cursor.skipOne(Term.FILLER);
        if (!limit(not)) {
            cursor.back(start);
            return false;
        }
        boolean ofDays = cursor.is(Term.DAY)
                || cursor.is(Term.ON) && cursor.token(1).is(Term.DAY)
                || start > 0 && cursor.token(start - 1 - cursor.position()).is(Term.DAY);
        if (!not && !only || ofDays) {
            cursor.back(start);
            throw cursor.unclear(Problem.PART);
        }
        int end = cursor.position();
        while (cursor.skipJoints() && cursor.is(Term.BEFORE, Term.AFTER) && limit(not)) {
            end = cursor.position();
        }
        cursor.back(end);
        return true;
    }

    private boolean limit(boolean not) {
        int start = cursor.position();
        Token word = cursor.take();
        boolean read = word.is(Term.BEFORE) && limit(true, not, true)
                || word.is(Term.AFTER) && limit(true, not, false)
                || word.is(Term.BETWEEN) && between(not, Term.AND)
                || word.is(Term.FROM) && (between(not, Term.TO) || limit(false, not, false))
                || not && word.is(Term.NIGHT) && quiet(Optional.of(BEDTIME), Optional.of(BREAKFAST));
        if (!read) {
            cursor.back(start);
        }
        return read;
    }

    /// @param expected whether a mere number is a time here
    /// @param before whether it is about the time before the hour
    private boolean limit(boolean expected, boolean not, boolean before) {
        Optional<LocalTime> at = time(expected);
        boolean begins = not == before;
        return at.isPresent() && quiet(begins ? Optional.empty() : at, begins ? at : Optional.empty());
    }

    private boolean between(boolean not, Term and) {
        int start = cursor.position();
        Optional<LocalTime> from = time(true);
        Optional<LocalTime> until = from.isPresent() && cursor.skipOne(and) ? time(true) : Optional.empty();
        if (until.isEmpty()) {
            cursor.back(start);
            return false;
        }
        return not ? quiet(from, until) : quiet(until, from);
    }

    /// The number of a measure is none.
    private Optional<LocalTime> time(boolean expected) {
        Token next = cursor.token(1);
        boolean measure = Stream.of(Term.SCORE, Term.COMMENTS, Term.LIKENESS, Term.PER_DAY)
                .anyMatch(next::is);
        return measure ? Optional.empty() : clocks.complete(expected);
    }

    private boolean quiet(Optional<LocalTime> from, Optional<LocalTime> until) {
        if (from.isPresent() && last.isPresent() || until.isPresent() && first.isPresent()) {
            throw new UnclearException(
                    Problem.TOO_MANY, from.or(() -> until).orElseThrow().toString());
        }
        last = from.or(() -> last);
        first = until.or(() -> first);
        return true;
    }
}
