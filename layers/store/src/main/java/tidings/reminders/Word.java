package tidings.reminders;

import java.util.Map;

/// A word, an expression or a number of a text.
///
/// @param start in the text
/// @param end behind the last character
/// @param meanings with their values, which are empty for most kinds
record Word(int start, int end, Map<Kind, String> meanings) {
    /// What words can mean. Most are a key of `when.<language>.properties`, with its value behind a dot.
    enum Kind {
        /// Before what the reminder is about.
        LEAD,
        /// Between that and the time.
        TRAIL,
        AT,
        ON,
        IN,
        LATER,
        AND,
        HALF,
        EVERY,
        DAILY,
        WEEKLY,
        /// As reminders do not repeat, behind a word for each.
        ANOTHER,
        /// The same, alone.
        SELDOM,
        TODAY,
        /// The hour of the part of today.
        THIS,
        TOMORROW,
        AFTER,
        NEXT,
        WEEK,
        WEEKEND,
        NUMBER,
        /// The minutes that it lasts.
        UNIT,
        /// The days that it lasts.
        DAYS,
        /// The months that it lasts.
        MONTHS,
        /// The number of a day of the week, from Monday.
        DAY,
        /// The same of an abbreviation that may be another word.
        SHORT,
        /// The numbers of the days on each of which it is.
        REPEATED,
        /// The same behind a word for each.
        SET,
        MONTH,
        /// The number of a day of the month.
        ORDINAL,
        /// A part of a month, before its name.
        VAGUE,
        THE,
        OF,
        /// The minutes between it and the hour that follows.
        SHIFT,
        /// Between minutes and the hour that they come before (-1) or behind (1).
        AROUND,
        OCLOCK,
        AM,
        PM,
        /// The hour that a part of the day stands for.
        PART,
        /// The same of a word that is a time only behind a day.
        NOUN,
        /// A time in digits; no word.
        CLOCK,
        /// A date in digits; no word.
        DATE,
        /// The same with slashes, the month first or last; no word.
        SLASHED
    }

    boolean is(Kind kind) {
        return meanings.containsKey(kind);
    }

    String value(Kind kind) {
        return meanings.get(kind);
    }
}
