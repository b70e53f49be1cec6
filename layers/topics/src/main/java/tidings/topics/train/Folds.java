package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Assigns posts to folds, grouped by subreddit, so that a model trained without a fold has never seen its
/// subreddits, and stratified by topic. Posts without a subreddit are assigned individually.
final class Folds {
    private Folds() {}

    /// The fold of each post.
    static int[] of(List<LabelledPost> posts, int folds, long seed) {
        Map<String, Set<String>> subreddits = posts.stream()
                .collect(Collectors.groupingBy(
                        LabelledPost::topic,
                        TreeMap::new,
                        Collectors.mapping(LabelledPost::subreddit, Collectors.toCollection(TreeSet::new))));
        Random random = new Random(seed);
        Map<String, Integer> foldOf = new HashMap<>();
        subreddits.values().forEach(ofTopic -> {
            List<String> shuffled = new ArrayList<>(ofTopic);
            Collections.shuffle(shuffled, random);
            int first = random.nextInt(folds);
            for (int i = 0; i < shuffled.size(); i++) {
                foldOf.putIfAbsent(shuffled.get(i), (first + i) % folds);
            }
        });
        int[] result = new int[posts.size()];
        for (int i = 0; i < result.length; i++) {
            String subreddit = posts.get(i).subreddit();
            result[i] = subreddit.isEmpty() ? i % folds : foldOf.get(subreddit);
        }
        return result;
    }
}
