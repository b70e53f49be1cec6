package tidings.topics.train;

/// The hyperparameters of training.
///
/// @param features the maximum number of features; the most frequent ones are kept
/// @param epochs the number of passes over the posts
/// @param rate the initial learning rate of AdaGrad
/// @param seed the random seed of the order of the posts and of the folds
record Hyperparameters(int features, int epochs, float rate, long seed) {
    private static final int FEATURES = 500_000;
    private static final int EPOCHS = 4;
    private static final float RATE = 0.04f;

    /// The hyperparameters given on the command line; the defaults are those that measured best.
    static Hyperparameters of(CommandLine arguments) {
        return new Hyperparameters(
                arguments.number("features", FEATURES),
                arguments.number("epochs", EPOCHS),
                RATE,
                arguments.number("seed", 1));
    }
}
