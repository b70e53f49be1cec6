package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidings.topics.Context;
import tidings.topics.PostText;
import tidings.topics.Sorter;
import tidings.topics.Sorting;
import tidings.topics.SubredditPrior;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// How well posts of unseen subreddits are sorted when some of their subreddit's other posts have been read before.
///
/// @param named whether the subreddit's name counted too
/// @param priorPosts how many posts had been read
/// @param posts how many posts were sorted
/// @param accuracy the share of them that were given their topic
/// @param calibrationError the expected calibration error of their confidence
/// @param sure the share of them that are not called `other`
/// @param surePrecision the share of those that are right
/// @param subredditAccuracy how often the name and those posts told the subreddit's topic
/// @param subreddits how many subreddits had enough posts
record PriorMeasures(
        boolean named,
        int priorPosts,
        int posts,
        double accuracy,
        double calibrationError,
        double sure,
        double surePrecision,
        double subredditAccuracy,
        int subreddits) {
    private static final int DRAWS = 10;
    private static final int SORTED_POSTS = 20;

    static PriorMeasures of(List<LabelledPost> unseen, TopicModel model, boolean named, int priorPosts, long seed) {
        Sorter sorter = new Sorter(model);
        Random random = new Random(seed);
        Map<String, List<LabelledPost>> bySubreddit = unseen.stream()
                .collect(Collectors.groupingBy(LabelledPost::subreddit, TreeMap::new, Collectors.toList()));
        Reliability reliability = new Reliability();
        int subreddits = 0;
        int told = 0;
        int sure = 0;
        int sureRight = 0;
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
                Context.UnknownSubreddit subreddit =
                        new Context.UnknownSubreddit(named ? posts.getFirst().subreddit() : "", prior);
                told += sorter.topicOf(subreddit)
                                .map(found -> found.topic().equals(topic))
                                .orElse(false)
                        ? 1
                        : 0;
                int to = Math.min(posts.size(), priorPosts + SORTED_POSTS);
                for (LabelledPost post : shuffled.subList(priorPosts, to)) {
                    Sorting sorting = sorter.sort(post.text(), subreddit);
                    boolean right = sorting.likeliest().equals(topic);
                    reliability.add(sorting.confidence(), right);
                    if (!sorting.topic().equals(Taxonomy.OTHER)) {
                        sure++;
                        sureRight += right ? 1 : 0;
                    }
                }
            }
        }
        return new PriorMeasures(
                named,
                priorPosts,
                reliability.answers(),
                reliability.accuracy(),
                reliability.error(),
                (double) sure / reliability.answers(),
                sure == 0 ? 1 : (double) sureRight / sure,
                (double) told / (subreddits * DRAWS),
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
