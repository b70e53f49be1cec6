package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A split of the data that holds out whole subreddits before training and calibration.
///
/// @param training the posts to train on
/// @param known other posts of the same subreddits
/// @param unseen posts of the held-out subreddits, by the source of the rows
record Holdout(List<LabelledPost> training, List<LabelledPost> known, Map<String, List<LabelledPost>> unseen) {
    /// One in 14 subreddits of each topic is held out, at least two.
    private static final int STRIDE = 14;

    /// Holds out subreddits of each topic.
    ///
    /// @throws IllegalArgumentException if a topic has too few subreddits
    static Holdout of(List<LabelledPost> train, List<LabelledPost> dev, long seed) {
        Map<String, Set<String>> subreddits = subreddits(train);
        subreddits.forEach((topic, all) -> {
            if (all.size() < 2 * aside(all)) {
                throw new IllegalArgumentException(
                        "topic '" + topic + "' has " + all.size() + " subreddits, too few to hold out " + aside(all));
            }
        });
        Set<String> chosen = chosen(subreddits, seed);
        Holdout holdout = new Holdout(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Map<String, Integer> counts = new HashMap<>();
        train.forEach(post -> holdout.add(post, chosen, holdout.training, counts));
        dev.forEach(post -> holdout.add(post, chosen, holdout.known, counts));
        return holdout;
    }

    private static Map<String, Set<String>> subreddits(List<LabelledPost> posts) {
        return posts.stream()
                .collect(Collectors.groupingBy(
                        LabelledPost::topic,
                        TreeMap::new,
                        Collectors.mapping(LabelledPost::subreddit, Collectors.toCollection(TreeSet::new))));
    }

    private static int aside(Set<String> subreddits) {
        return Math.max(2, Math.round((float) subreddits.size() / STRIDE));
    }

    private static Set<String> chosen(Map<String, Set<String>> subreddits, long seed) {
        Random random = new Random(seed);
        Set<String> chosen = new HashSet<>();
        subreddits.values().forEach(all -> {
            List<String> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            chosen.addAll(shuffled.subList(0, aside(all)));
        });
        return chosen;
    }

    private void add(LabelledPost post, Set<String> aside, List<LabelledPost> otherwise, Map<String, Integer> counts) {
        if (!aside.contains(post.subreddit())) {
            otherwise.add(post);
        } else if (counts.merge(post.source() + " " + post.subreddit(), 1, Integer::sum) <= Scored.MAX_POSTS) {
            unseen.computeIfAbsent(post.source(), _ -> new ArrayList<>()).add(post);
        }
    }
}
