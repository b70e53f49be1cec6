package tidings.topics.model;

/// The kinds of features of a post, each with the weight that it has before the model learns anything.
public enum Kind {
    TITLE_WORD(1),
    TITLE_PAIR(1),
    /// Three to five characters in a row of a word of the title, its begin and end marked.
    PIECE(0.4f),
    BODY_WORD(0.7f),
    /// The domain that the post links to, and the domain above it.
    DOMAIN(1),
    /// Three to five characters in a row of the domain, its begin and end marked.
    DOMAIN_PIECE(0.3f),
    /// How the title is written, not what about: its length, marks, capitals, its first and last words as such.
    STYLE(0.4f);

    private final float weight;

    Kind(float weight) {
        this.weight = weight;
    }

    public float weight() {
        return weight;
    }

    private static final Kind[] ALL = values();
    private static final float[] WEIGHTS = weights();

    static Kind of(byte ordinal) {
        return ALL[ordinal];
    }

    static float weight(byte ordinal) {
        return WEIGHTS[ordinal];
    }

    private static float[] weights() {
        float[] weights = new float[ALL.length];
        for (Kind kind : ALL) {
            weights[kind.ordinal()] = kind.weight;
        }
        return weights;
    }
}
