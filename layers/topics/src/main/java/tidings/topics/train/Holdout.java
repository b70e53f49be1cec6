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

    /// One in so many to calibrate on: more, because a few odd subreddits would tip the scale.
    private static final int CALIBRATING = 6;

    /// So many posts of a subreddit are measured on, that large ones do not drown the others.
    private static final int POSTS = 200;

    /// Puts subreddits of each topic aside, to measure on.
    ///
    /// @throws BadData if a topic has too few
    static Holdout of(List<LabelledPost> train, List<LabelledPost> dev, long seed) {
        Map<String, Set<String>> subreddits = subreddits(train);
        subreddits.forEach((topic, all) -> {
            if (all.size() < 2 * aside(all, MEASURING)) {
                throw new BadData("topic '" + topic + "' has " + all.size() + " subreddits, too few to put "
                        + aside(all, MEASURING) + " aside for measuring");
            }
        });
        Set<String> chosen = chosen(subreddits, MEASURING, seed);
        Holdout holdout = new Holdout(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Map<String, Integer> counts = new HashMap<>();
        train.forEach(post -> holdout.add(post, chosen, holdout.training, counts));
        dev.forEach(post -> holdout.add(post, chosen, holdout.known, counts));
        return holdout;
    }

    /// Puts subreddits aside, to calibrate on, of those topics that have enough; or every tenth post, where there are
    /// no
    /// subreddits.
    static Holdout toCalibrate(List<LabelledPost> train, long seed) {
        Map<String, Set<String>> subreddits = subreddits(train);
        subreddits.values().removeIf(all -> all.size() < 3 * aside(all, CALIBRATING));
        Set<String> chosen = chosen(subreddits, CALIBRATING, seed + 1);
        Holdout holdout = new Holdout(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < train.size(); i++) {
            if (chosen.isEmpty() && i % 10 == 0) {
                holdout.unseen.computeIfAbsent("", _ -> new ArrayList<>()).add(train.get(i));
            } else {
                holdout.add(train.get(i), chosen, holdout.training, counts);
            }
        }
        return holdout;
    }

    private static Map<String, Set<String>> subreddits(List<LabelledPost> posts) {
        return posts.stream()
                .collect(Collectors.groupingBy(
                        LabelledPost::topic,
                        TreeMap::new,
                        Collectors.mapping(LabelledPost::subreddit, Collectors.toCollection(TreeSet::new))));
    }

    private static int aside(Set<String> subreddits, int oneIn) {
        return Math.max(2, Math.round((float) subreddits.size() / oneIn));
    }

    private static Set<String> chosen(Map<String, Set<String>> subreddits, int oneIn, long seed) {
        Random random = new Random(seed);
        Set<String> chosen = new HashSet<>();
        subreddits.values().forEach(all -> {
            List<String> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            chosen.addAll(shuffled.subList(0, aside(all, oneIn)));
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
