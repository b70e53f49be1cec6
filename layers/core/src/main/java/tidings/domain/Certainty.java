package tidings.domain;

/// How sure the topic of a text is, in words. The bounds were fitted on subreddits that the model never saw, by
/// text alone; with the name and other posts of the subreddit more is right.
public enum Certainty {
    /// 92 of 100 such answers are right.
    SURE(0.9),
    /// 65 of 100 are.
    PROBABLY(0.42),
    UNSURE(0);

    private final double from;

    Certainty(double from) {
        this.from = from;
    }

    /// @param confidence of the likeliest topic
    public static Certainty of(double confidence) {
        return confidence >= SURE.from ? SURE : confidence >= PROBABLY.from ? PROBABLY : UNSURE;
    }
}
