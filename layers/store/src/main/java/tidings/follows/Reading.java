package tidings.follows;

import java.util.Optional;
import java.util.OptionalInt;
import tidings.preferences.BriefTimes;
import tidings.preferences.QuietHours;

/// What came of reading what somebody wants to follow.
public sealed interface Reading {
    /// @param pace how many posts a day were asked for along with it
    /// @param brief when a brief was asked for along with it
    /// @param quiet when nothing is to come, if that was said along with it
    record Understood(FollowQuery query, OptionalInt pace, Optional<BriefTimes> brief, Optional<QuietHours> quiet)
            implements Reading {}

    /// @param part what was not understood, as it was written; empty if something is missing
    record Unclear(Problem problem, String part) implements Reading {}

    enum Problem {
        /// Nothing was written.
        NOTHING,
        /// There are rules, but nothing that they apply to.
        RULES_ONLY,
        /// The rules leave no kind of post.
        NO_KIND,
        /// A likeness, but no phrase that it is to.
        NO_PHRASE,
        /// Words that the grammar does not know in this place.
        PART,
        /// So many words in a row that they are hardly a phrase.
        LONG,
        /// A quote that does not end.
        QUOTE,
        /// No name of a subreddit or a user.
        NAME,
        /// A community that consists of others.
        MIXED,
        /// A link that leads to no community.
        LINK,
        TOPIC,
        /// A number, a time or a host that is none, or is out of range.
        VALUE,
        /// The same setting twice, or more of something than a follow may have.
        TOO_MANY
    }
}
