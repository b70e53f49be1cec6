package tidings.reminders;

import java.time.Instant;
import java.util.Optional;
import tidings.preferences.BriefTimes;

/// What somebody wrote for a reminder.
public sealed interface When {
    /// @param at when it is due, the first time if it repeats
    /// @param repeat when it comes again; empty for once
    /// @param words what it is about; may be empty
    record Understood(Instant at, Optional<BriefTimes> repeat, String words) implements When {}

    record Unclear(Problem problem) implements When {}

    enum Problem {
        /// No time is named.
        NO_TIME,
        /// There is no such date or time, such as the 31st of April.
        NO_SUCH_TIME,
        /// The time is over.
        PAST,
        /// It is years away.
        FAR,
        /// It is to repeat as reminders do not, which come each day or on days of the week.
        REPEAT,
        /// It is to come at more times of the week than a reminder has.
        MANY,
        /// It can be read as one time or as another, such as 5/6.
        AMBIGUOUS,
        /// It is about too much.
        LONG
    }
}
