package tidings.follows;

/// Whether a follow wants a post, and what decided.
public sealed interface Decision {
    /// @param phrase the phrase that was found; empty if the follow names none
    record Wanted(String phrase) implements Decision {}

    /// @param rule the first one that the post does not pass
    /// @param what of the rule: the phrase, the score …; empty if the rule says it all
    record Unwanted(Rule rule, String what) implements Decision {}

    /// In the order in which they are looked at.
    enum Rule {
        ORIGIN,
        ADULT,
        KIND,
        FLAIR,
        DOMAIN,
        SCORE,
        COMMENTS,
        EXCLUDE,
        INCLUDE
    }
}
