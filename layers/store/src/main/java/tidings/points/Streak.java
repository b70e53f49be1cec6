package tidings.points;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Days in a row on which a chat did something that counts. Each [#EARNED_BY] days of one earn a freeze day, which
/// stands in for a day that is missed, without being asked.
///
/// @param last the last day that counts or was frozen; empty before the first
/// @param days without those that were frozen
/// @param best the most days that one ever had
/// @param freezes freeze days left, at most [#MAX_FREEZES]
public record Streak(Optional<LocalDate> last, int days, int best, int freezes) {
    public static final int EARNED_BY = 7;
    public static final int MAX_FREEZES = 2;

    static final Streak NONE = new Streak(Optional.empty(), 0, 0, 0);

    /// After another day that counts.
    Streak plus(LocalDate day) {
        Streak before = at(day);
        int longer = before.days + 1;
        int earned = longer % EARNED_BY == 0 ? 1 : 0;
        return new Streak(
                Optional.of(day), longer, Math.max(best, longer), Math.min(before.freezes + earned, MAX_FREEZES));
    }

    /// As it stands when a day begins.
    Streak at(LocalDate day) {
        long missed = last.map(there -> ChronoUnit.DAYS.between(there, day) - 1).orElse(0L);
        if (missed <= 0) {
            return this;
        }
        return missed <= freezes
                ? new Streak(Optional.of(day.minusDays(1)), days, best, freezes - (int) missed)
                : new Streak(last, 0, best, 0);
    }
}
