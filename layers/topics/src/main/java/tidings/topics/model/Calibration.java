package tidings.topics.model;

/// The few numbers, found on subreddits that the training left out, that make scores honest probabilities.
///
/// @param sharpness what scores are multiplied by before the softmax
/// @param text how sure a post's text alone makes
/// @param enough the confidence below which a post is `other`
/// @param prior what the other posts of a subreddit add
public record Calibration(float sharpness, Certainty text, float enough, Prior prior) {

    /// How sure the lead of the best topic over the second makes, on a logistic curve.
    public record Certainty(float slope, float offset) {
        /// The probability that the best topic is right.
        public double of(float lead) {
            return 1 / (1 + Math.exp(-(slope * lead + offset)));
        }
    }

    /// How a post's scores are joined with what is known of its subreddit.
    ///
    /// @param sharpness what the post's own scores are multiplied by
    /// @param weight what the mean log-probability of very many posts of the subreddit is multiplied by
    /// @param halfway after how many posts it counts half of that
    /// @param certainty how sure the two together make
    public record Prior(float sharpness, float weight, float halfway, Certainty certainty) {
        /// Joins, in place, a post's scores with the mean log-probabilities of so many posts.
        public void join(float[] scores, float[] meanLogs, int posts) {
            float factor = weight * posts / (posts + halfway);
            for (int topic = 0; topic < meanLogs.length; topic++) {
                scores[topic] = sharpness * scores[topic] + factor * meanLogs[topic];
            }
        }
    }

    /// The first of the largest scores.
    public static int best(float[] scores) {
        int best = 0;
        for (int topic = 1; topic < scores.length; topic++) {
            if (scores[topic] > scores[best]) {
                best = topic;
            }
        }
        return best;
    }

    /// How far the best score is ahead of the second.
    public static float lead(float[] scores, int best) {
        float second = Float.NEGATIVE_INFINITY;
        for (int topic = 0; topic < scores.length; topic++) {
            if (topic != best) {
                second = Math.max(second, scores[topic]);
            }
        }
        return scores.length == 1 ? 0 : scores[best] - second;
    }
}
