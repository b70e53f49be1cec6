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

/// Data divided for an honest measurement: whole subreddits are put aside before anything is learned.
///
/// @param training what may be learned from
/// @param known other posts of the subreddits in it
/// @param unseen posts of the subreddits put aside, by the source of the rows
record Holdout(List<LabelledPost> training, List<LabelledPost> known, Map<String, List<LabelledPost>> unseen) {
    /// One in so many subreddits of a topic is put aside to measure on, two at least.
    private static final int MEASURING = 14;

    /// So many posts of a subreddit are measured on, that large ones do not drown the others.
    static final int POSTS = 200;

    /// Puts subreddits of each topic aside, to measure on.
    ///
    /// @throws BadData if a topic has too few
    static Holdout of(List<LabelledPost> train, List<LabelledPost> dev, long seed) {
        Map<String, Set<String>> subreddits = subreddits(train);
        subreddits.forEach((topic, all) -> {
            if (all.size() < 2 * aside(all)) {
                throw new BadData("topic '" + topic + "' has " + all.size() + " subreddits, too few to put "
                        + aside(all) + " aside for measuring");
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
        return Math.max(2, Math.round((float) subreddits.size() / MEASURING));
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
        } else if (counts.merge(post.source() + " " + post.subreddit(), 1, Integer::sum) <= POSTS) {
            unseen.computeIfAbsent(post.source(), _ -> new ArrayList<>()).add(post);
        }
    }
}
