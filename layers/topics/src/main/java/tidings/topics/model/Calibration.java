package tidings.topics.model;

/// The parameters that turn scores into calibrated probabilities, fitted on subreddits that the scoring model never
/// saw.
///
/// @param sharpness the factor of the scores before the softmax
/// @param text the confidence of a classification by text alone
/// @param threshold the confidence below which a post is `other`
/// @param prior how the name and the other posts of a subreddit are taken into account
public record Calibration(float sharpness, ConfidenceCurve text, float threshold, Prior prior) {

    /// The confidence as a function of the margin between the best topic and the second: a logistic curve per topic,
    /// because a margin means more for some topics than for others, followed by one monotonic calibration curve for
    /// all.
    ///
    /// @param slopes one per topic
    /// @param offsets one per topic
    /// @param calibrated the observed accuracy at the uncalibrated probabilities 0, 1/20, 2/20 to 1, never
    ///     decreasing
    public record ConfidenceCurve(float[] slopes, float[] offsets, float[] calibrated) {
        /// The number of points of the calibration curve.
        public static final int POINTS = 21;

        /// The probability that the best topic is right.
        public double of(int best, float margin) {
            double place = uncalibrated(best, margin) * (calibrated.length - 1);
            int below = Math.min((int) place, calibrated.length - 2);
            return calibrated[below] + (place - below) * (calibrated[below + 1] - calibrated[below]);
        }

        /// The same without the calibration curve.
        public double uncalibrated(int best, float margin) {
            return 1 / (1 + Math.exp(-(slopes[best] * margin + offsets[best])));
        }
    }

    /// How a post's scores are combined with the evidence for its subreddit's topic.
    ///
    /// @param sharpness the factor of the post's own scores
    /// @param weight the limit, for many posts, of the factor of the subreddit's mean log-probabilities
    /// @param halfWeightPosts the number of posts at which that factor is half its limit
    /// @param name the factor of the scores of the subreddit's name if no post was seen
    /// @param nameHalfWeightPosts the number of posts at which that factor is halved
    /// @param matrix the contribution of each item of evidence to each topic's score, one row per item: first the
    ///     mean log-probability of each topic, then the score of each topic by the name
    /// @param confidence the confidence of a classification by all of this
    public record Prior(
            float sharpness,
            float weight,
            float halfWeightPosts,
            float name,
            float nameHalfWeightPosts,
            float[] matrix,
            ConfidenceCurve confidence) {
        /// The weighted evidence of a subreddit's posts and its name, in the order of the rows of `matrix`.
        ///
        /// @param nameScores the scores of the name, zeros if there is none
        public float[] evidence(float[] nameScores, float[] meanLogs, int posts) {
            int topics = meanLogs.length;
            float factor = weight * posts / (posts + halfWeightPosts);
            float nameFactor = name * nameHalfWeightPosts / (posts + nameHalfWeightPosts);
            float[] evidence = new float[2 * topics];
            for (int topic = 0; topic < topics; topic++) {
                evidence[topic] = factor * meanLogs[topic];
                evidence[topics + topic] = nameFactor * nameScores[topic];
            }
            return evidence;
        }

        /// Adds, in place, the evidence for a subreddit's topic to a post's scores.
        public void combine(float[] scores, float[] evidence) {
            int topics = evidence.length / 2;
            for (int topic = 0; topic < topics; topic++) {
                scores[topic] *= sharpness;
            }
            for (int row = 0; row < evidence.length; row++) {
                for (int topic = 0; topic < topics; topic++) {
                    scores[topic] += evidence[row] * matrix[row * topics + topic];
                }
            }
        }
    }

    /// The index of the largest score, the first of several.
    public static int best(float[] scores) {
        int best = 0;
        for (int topic = 1; topic < scores.length; topic++) {
            if (scores[topic] > scores[best]) {
                best = topic;
            }
        }
        return best;
    }

    /// The index of the largest score besides the best, the first of several; the best if it is alone.
    public static int second(float[] scores, int best) {
        int second = best;
        for (int topic = 0; topic < scores.length; topic++) {
            if (topic != best && (second == best || scores[topic] > scores[second])) {
                second = topic;
            }
        }
        return second;
    }

    /// The difference between the best score and the second.
    public static float margin(float[] scores, int best) {
        return scores[best] - scores[second(scores, best)];
    }
}
