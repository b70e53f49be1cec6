package tidings.topics.model;

/// The kinds of features of a post, each with its weight before training.
public enum FeatureKind {
    TITLE_WORD(1),
    TITLE_PAIR(1),
    /// Three to five consecutive characters of a word of the title, with its start and end marked.
    PIECE(0.4f),
    BODY_WORD(0.7f),
    /// The domain that the post links to, and its parent domain.
    DOMAIN(1),
    /// Three to five consecutive characters of the domain, with its start and end marked.
    DOMAIN_PIECE(0.3f),
    /// The style of the title: its length, punctuation, capitals, and its first and last words.
    STYLE(0.4f);

    private final float weight;

    FeatureKind(float weight) {
        this.weight = weight;
    }

    public float weight() {
        return weight;
    }

    private static final FeatureKind[] ALL = values();
    private static final float[] WEIGHTS = weights();

    static FeatureKind of(byte ordinal) {
        return ALL[ordinal];
    }

    static float weight(byte ordinal) {
        return WEIGHTS[ordinal];
    }

    private static float[] weights() {
        float[] weights = new float[ALL.length];
        for (FeatureKind kind : ALL) {
            weights[kind.ordinal()] = kind.weight;
        }
        return weights;
    }
}
