package tidings.topics.model;

/// The numbers, found on subreddits that the scoring model never saw, that make scores honest probabilities.
///
/// @param sharpness what scores are multiplied by before the softmax
/// @param text how sure a post's text alone makes
/// @param enough the confidence below which a post is `other`
/// @param prior what the name and the other posts of a subreddit add
public record Calibration(float sharpness, Certainty text, float enough, Prior prior) {

    /// How sure the lead of the best topic over the second makes: a logistic curve of its own for each topic, because a
    /// lead says more for some than for others, and then one curve for all that makes the whole honest.
    ///
    /// @param slopes one a topic
    /// @param offsets one a topic
    /// @param honest what the probabilities 0, 1/20, 2/20 to 1 turned out to be, never falling
    public record Certainty(float[] slopes, float[] offsets, float[] honest) {
        /// How many points the curve of honest probabilities has.
        public static final int POINTS = 21;

        /// The probability that the best topic is right.
        public double of(int best, float lead) {
            double place = claimed(best, lead) * (honest.length - 1);
            int below = Math.min((int) place, honest.length - 2);
            return honest[below] + (place - below) * (honest[below + 1] - honest[below]);
        }

        /// The same before it is made honest.
        public double claimed(int best, float lead) {
            return 1 / (1 + Math.exp(-(slopes[best] * lead + offsets[best])));
        }
    }

    /// How a post's scores are joined with what is known of its subreddit.
    ///
    /// @param sharpness what the post's own scores are multiplied by
    /// @param weight what the evidence of very many posts of the subreddit is multiplied by
    /// @param halfway after how many posts it counts half of that
    /// @param name what the scores of the subreddit's name are multiplied by as long as no post has been read
    /// @param nameHalfway after how many posts it counts half of that
    /// @param evidence what each thing that is said of a subreddit says for each topic, a row for each: first the
    ///     mean log-probability of each topic, then the score of each topic that its name has
    /// @param certainty how sure all of it together makes
    public record Prior(
            float sharpness,
            float weight,
            float halfway,
            float name,
            float nameHalfway,
            float[] evidence,
            Certainty certainty) {
        /// What so many posts of a subreddit and its name say, in the order of the rows of `evidence`.
        ///
        /// @param nameScores the scores of the name, zeros if it is not known
        public float[] said(float[] nameScores, float[] meanLogs, int posts) {
            int topics = meanLogs.length;
            float factor = weight * posts / (posts + halfway);
            float nameFactor = name * nameHalfway / (posts + nameHalfway);
            float[] said = new float[2 * topics];
            for (int topic = 0; topic < topics; topic++) {
                said[topic] = factor * meanLogs[topic];
                said[topics + topic] = nameFactor * nameScores[topic];
            }
            return said;
        }

        /// Joins, in place, a post's scores with what is said of its subreddit.
        public void join(float[] scores, float[] said) {
            int topics = said.length / 2;
            for (int topic = 0; topic < topics; topic++) {
                scores[topic] *= sharpness;
            }
            for (int row = 0; row < said.length; row++) {
                for (int topic = 0; topic < topics; topic++) {
                    scores[topic] += said[row] * evidence[row * topics + topic];
                }
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
