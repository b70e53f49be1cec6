package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import tidings.topics.SubredditPrior;
import tidings.topics.model.Calibration;

/// The quality of the classification of posts of unseen subreddits, given a number of other posts of the subreddit.
///
/// @param named whether the subreddit's name was used
/// @param priorPosts the number of posts in the prior
/// @param posts the number of posts classified
/// @param accuracy the share of them that were classified correctly
/// @param calibrationError the expected calibration error of their confidence
/// @param coverage the share of them that are not classified as `other`
/// @param coveredPrecision the share of those that are right
/// @param subredditAccuracy the share of draws in which the name and the prior gave the subreddit's topic
/// @param subreddits the number of subreddits with enough posts
record PriorMeasures(
        boolean named,
        int priorPosts,
        int posts,
        double accuracy,
        double calibrationError,
        double coverage,
        double coveredPrecision,
        double subredditAccuracy,
        int subreddits) {
    private static final int DRAWS = 10;
    private static final int CLASSIFIED_POSTS = 20;

    /// @param names the scored names of the subreddits
    /// @param others the probabilities of each post where it is in a prior
    static PriorMeasures of(
            Scored unseen,
            Scored names,
            IntFunction<float[]> others,
            Calibration calibration,
            boolean named,
            int priorPosts,
            long seed) {
        Map<String, List<Integer>> nameOf = names.bySubreddit();
        int topics = unseen.scores()[0].length;
        Random random = new Random(seed);
        Reliability reliability = new Reliability();
        int subreddits = 0;
        int topicRight = 0;
        int coverage = 0;
        int coveredRight = 0;
        for (Map.Entry<String, List<Integer>> subreddit : new TreeMap<>(unseen.bySubreddit()).entrySet()) {
            List<Integer> shuffled = new ArrayList<>(subreddit.getValue());
            if (shuffled.size() <= priorPosts) {
                continue;
            }
            subreddits++;
            float[] name = named ? names.scores()[nameOf.get(subreddit.getKey()).getFirst()] : new float[topics];
            int topic = unseen.topics()[shuffled.getFirst()];
            for (int draw = 0; draw < DRAWS; draw++) {
                Collections.shuffle(shuffled, random);
                SubredditPrior prior = SubredditPrior.none(topics);
                for (int post : shuffled.subList(0, priorPosts)) {
                    prior = prior.plus(others.apply(post));
                }
                float[] evidence = calibration.prior().evidence(name, prior.meanLogs(), priorPosts);
                float[] alone = new float[topics];
                calibration.prior().combine(alone, evidence);
                topicRight += Calibration.best(alone) == topic ? 1 : 0;
                int to = Math.min(shuffled.size(), priorPosts + CLASSIFIED_POSTS);
                for (int post : shuffled.subList(priorPosts, to)) {
                    float[] scores = unseen.scores()[post].clone();
                    calibration.prior().combine(scores, evidence);
                    int best = Calibration.best(scores);
                    double confidence = calibration.prior().confidence().of(best, Calibration.margin(scores, best));
                    boolean right = best == topic;
                    reliability.add(confidence, right);
                    if (confidence >= calibration.threshold()) {
                        coverage++;
                        coveredRight += right ? 1 : 0;
                    }
                }
            }
        }
        return new PriorMeasures(
                named,
                priorPosts,
                reliability.predictions(),
                reliability.accuracy(),
                reliability.error(),
                (double) coverage / reliability.predictions(),
                coverage == 0 ? 1 : (double) coveredRight / coverage,
                (double) topicRight / (subreddits * DRAWS),
                subreddits);
    }
}
