package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidings.topics.Classification;
import tidings.topics.PostText;
import tidings.topics.SubredditPrior;
import tidings.topics.Taxonomy;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicModel;

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

    static PriorMeasures of(List<LabelledPost> unseen, TopicModel model, boolean named, int priorPosts, long seed) {
        TopicClassifier classifier = new TopicClassifier(model);
        Random random = new Random(seed);
        Map<String, List<LabelledPost>> bySubreddit = unseen.stream()
                .collect(Collectors.groupingBy(LabelledPost::subreddit, TreeMap::new, Collectors.toList()));
        Reliability reliability = new Reliability();
        int subreddits = 0;
        int topicRight = 0;
        int coverage = 0;
        int coveredRight = 0;
        for (List<LabelledPost> posts : bySubreddit.values()) {
            if (posts.size() <= priorPosts) {
                continue;
            }
            subreddits++;
            List<LabelledPost> shuffled = new ArrayList<>(posts);
            for (int draw = 0; draw < DRAWS; draw++) {
                Collections.shuffle(shuffled, random);
                SubredditPrior prior = prior(shuffled.subList(0, priorPosts), model);
                String topic = posts.getFirst().topic();
                TopicContext subreddit =
                        TopicContext.subreddit(named ? posts.getFirst().subreddit() : "", prior);
                topicRight += classifier
                                .topicOf(subreddit)
                                .map(found -> found.topic().equals(topic))
                                .orElse(false)
                        ? 1
                        : 0;
                int to = Math.min(posts.size(), priorPosts + CLASSIFIED_POSTS);
                for (LabelledPost post : shuffled.subList(priorPosts, to)) {
                    Classification classification = classifier.classify(post.text(), subreddit);
                    boolean right = classification.likeliest().equals(topic);
                    reliability.add(classification.confidence(), right);
                    if (!classification.topic().equals(Taxonomy.OTHER)) {
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

    private static SubredditPrior prior(List<LabelledPost> posts, TopicModel model) {
        List<PostText> texts = posts.stream().map(LabelledPost::text).toList();
        float[][] probabilities = new float[texts.size()][model.topics().size()];
        model.probabilities(texts, probabilities);
        SubredditPrior prior = SubredditPrior.none(model.topics().size());
        for (float[] row : probabilities) {
            prior = prior.plus(row);
        }
        return prior;
    }
}
