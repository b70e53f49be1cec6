package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidings.topics.model.Calibration;
import tidings.topics.model.FeatureIndex;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Weights;

/// Makes a model of labelled posts: once without some subreddits, to calibrate it on those, and once with all.
final class Training {
    /// One in so many subreddits of a topic is left out for calibration, two at least.
    private static final int LEFT_OUT = 14;

    /// A feature must be seen in so many posts, and in two subreddits, where there are subreddits.
    private static final int LEAST_POSTS = 3;

    private static final Calibration UNKNOWN = new Calibration(1, 0, 1, 1, 1);

    private final Recipe recipe;
    private final Progress progress;

    Training(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    LinearModel run(List<LabelledPost> posts, List<String> topics) {
        List<LabelledPost> seen = new ArrayList<>();
        List<LabelledPost> unseen = new ArrayList<>();
        Set<String> leftOut = leftOut(posts);
        for (int i = 0; i < posts.size(); i++) {
            boolean out = leftOut.isEmpty()
                    ? i % 10 == 0
                    : leftOut.contains(posts.get(i).subreddit());
            (out ? unseen : seen).add(posts.get(i));
        }
        progress.say("calibrating on %,d posts left out, of %,d subreddits".formatted(unseen.size(), leftOut.size()));
        LinearModel rehearsal = learn(seen, topics, UNKNOWN);
        Calibration calibration = new Calibrator(Scored.of(unseen, rehearsal, progress)).calibrate();
        progress.say("calibrated: " + calibration);
        return learn(posts, topics, calibration);
    }

    LinearModel learn(List<LabelledPost> posts, List<String> topics, Calibration calibration) {
        Vocabulary vocabulary = Vocabulary.count(posts, progress);
        boolean grouped = posts.stream().map(LabelledPost::subreddit).distinct().count() > 1;
        long[] hashes = vocabulary.keep(grouped ? LEAST_POSTS : 1, grouped ? 2 : 1, recipe.features());
        progress.say("%,d of %,d features kept".formatted(hashes.length, vocabulary.size()));
        FeatureIndex index = FeatureIndex.of(hashes);
        Trainer trainer = new Trainer(Examples.of(posts, index, topics, progress), index.slots(), recipe, progress);
        trainer.train();
        return new LinearModel(topics, calibration, trainer.bias, index, Weights.of(trainer.weights, topics.size()));
    }

    /// Some subreddits of each topic that has more than three times as many; none if there are no such topics.
    private Set<String> leftOut(List<LabelledPost> posts) {
        Map<String, Set<String>> subreddits = posts.stream()
                .collect(Collectors.groupingBy(
                        LabelledPost::topic,
                        TreeMap::new,
                        Collectors.mapping(LabelledPost::subreddit, Collectors.toCollection(TreeSet::new))));
        Random random = new Random(recipe.seed());
        Set<String> leftOut = new HashSet<>();
        for (Collection<String> ofTopic : subreddits.values()) {
            int count = Math.max(2, ofTopic.size() / LEFT_OUT);
            if (ofTopic.size() > 3 * count) {
                List<String> shuffled = new ArrayList<>(ofTopic);
                Collections.shuffle(shuffled, random);
                leftOut.addAll(shuffled.subList(0, count));
            }
        }
        return leftOut;
    }
}
