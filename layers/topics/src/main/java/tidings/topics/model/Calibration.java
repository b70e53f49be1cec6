package tidings.topics.model;

/// The numbers, found on subreddits that the scoring model never saw, that make scores honest probabilities.
///
/// @param sharpness what scores are multiplied by before the softmax
/// @param text how sure a post's text alone makes
/// @param enough the confidence below which a post is `other`
/// @param prior what the other posts of a subreddit add
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
    /// @param evidence what the mean log-probability of each topic says for each topic, a row for each that is said
    /// @param certainty how sure the two together make
    public record Prior(float sharpness, float weight, float halfway, float[] evidence, Certainty certainty) {
        /// What the evidence of so many posts is multiplied by.
        public float factor(int posts) {
            return weight * posts / (posts + halfway);
        }

        /// Joins, in place, a post's scores with the mean log-probabilities of so many posts.
        public void join(float[] scores, float[] meanLogs, int posts) {
            float factor = factor(posts);
            int topics = meanLogs.length;
            for (int topic = 0; topic < topics; topic++) {
                scores[topic] *= sharpness;
            }
            for (int said = 0; said < topics; said++) {
                float log = factor * meanLogs[said];
                for (int topic = 0; topic < topics; topic++) {
                    scores[topic] += log * evidence[said * topics + topic];
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
