package tidings.topics.train;

/// How a model is trained.
///
/// @param features at most so many features are kept, the most frequent ones
/// @param epochs how often training reads every post
/// @param rate the first step size of AdaGrad
/// @param seed of the order in which posts are read, and of what is left out for calibration
record Recipe(int features, int epochs, float rate, long seed) {}
