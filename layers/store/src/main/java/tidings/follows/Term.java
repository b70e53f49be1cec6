package tidings.follows;

/// What a word of some language means to the grammar. Each is a key of `words.<language>.properties`, in lower
/// case and with a value behind a dot where it has one.
enum Term {
    /// Says nothing here.
    FILLER,
    AND,
    BUT,
    NOT,
    ONLY,
    /// Before what the posts are about.
    SUBJECT,
    /// Before a phrase in quotes that stands for what it means.
    MEANING,
    /// Before the community they are from.
    IN,
    /// Before its name.
    COMMUNITY,
    ANYWHERE,
    TOPIC,
    FLAIR,
    SITE,
    NSFW,
    /// The kinds of posts.
    KIND,
    /// Before the name of a kind.
    KIND_OF,
    SCORE,
    COMMENTS,
    LIKENESS,
    /// At least the number that follows.
    LEAST,
    /// More than the number that follows.
    MORE,
    /// At most or about the number that follows.
    ABOUT,
    /// The number.
    NUMBER,
    /// A time in digits, such as 8:30; no word.
    CLOCK,
    PACE,
    PER_DAY,
    DAILY,
    WEEKLY,
    /// So often; a day follows.
    TIMES,
    /// The days of the week, as in [tidings.preferences.BriefTimes].
    DAY,
    /// Before a day.
    ON,
    /// Before a time.
    AT,
    /// Before the hour at which something ends.
    BEFORE,
    /// Before the hour at which something begins.
    AFTER,
    /// Before two hours with an `and` between them.
    BETWEEN,
    /// Before two hours or days with a [#TO] between them.
    FROM,
    TO,
    NIGHT,
    /// Not, before hours alone.
    NOTHING,
    /// The hour that it stands for.
    PART_OF_DAY,
    /// The minutes between it and the hour that follows.
    MINUTES,
    OCLOCK,
    AM,
    PM,
    /// Binds the words of a phrase.
    GLUE,
    /// Part of what the grammar cannot say.
    OTHER
}
