package tidings.topics.train;

/// How a model is trained.
///
/// @param features at most so many features are kept, the most frequent ones
/// @param epochs how often training reads every post
/// @param rate the first step size of AdaGrad
/// @param seed of the order in which posts are read, and of the folds
record Recipe(int features, int epochs, float rate, long seed) {
    private static final int FEATURES = 500_000;
    private static final int EPOCHS = 4;
    private static final float RATE = 0.04f;

    /// The recipe that a command was told, or the one that measured best.
    static Recipe of(Arguments arguments) {
        return new Recipe(
                arguments.number("features", FEATURES),
                arguments.number("epochs", EPOCHS),
                RATE,
                arguments.number("seed", 1));
    }
}
