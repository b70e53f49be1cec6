package tidings.topics.model;

/// The few numbers, found on subreddits that the training left out, that make scores honest probabilities.
///
/// @param sharpness what scores are multiplied by before the softmax
/// @param enough the probability below which a post is `other`
/// @param priorSharpness the same as `sharpness` where a subreddit's prior is added
/// @param priorWeight how much the logarithm of a subreddit's prior counts against the post's own score
/// @param priorPosts how many evenly spread posts a prior is smoothed with
public record Calibration(float sharpness, float enough, float priorSharpness, float priorWeight, float priorPosts) {}
