package tidings.topics.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.topics.model.Calibration;
import tidings.topics.model.FeatureIndex;
import tidings.topics.model.LinearModel;
import tidings.topics.model.NameWords;
import tidings.topics.model.Weights;

/// Makes a model of labelled posts.
///
/// It learns ten times, each time without a tenth of the subreddits, and keeps the mean: that knows the subreddits of
/// the data nearly as well as one model would and new ones better. The names of subreddits are learned like posts. What
/// each of the ten says of the subreddits that it
/// never saw is what the probabilities are calibrated on.
final class Training {
    private static final int FOLDS = 10;

    /// How often each name is read where each post is read once.
    private static final int NAME_READINGS = 5;

    /// A feature must be seen in so many posts, and in two subreddits, where there are subreddits.
    private static final int LEAST_POSTS = 3;

    private final Recipe recipe;
    private final Progress progress;

    Training(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    LinearModel run(List<LabelledPost> posts, List<String> topics) {
        NameWords words = NameLearning.words(posts);
        List<LabelledPost> names = NameLearning.posts(posts, words);
        Vocabulary vocabulary = Vocabulary.count(posts, progress);
        boolean grouped = posts.stream().anyMatch(post -> !post.subreddit().isEmpty());
        long[] hashes = vocabulary.keep(grouped ? LEAST_POSTS : 1, grouped ? 2 : 1, recipe.features());
        progress.say("%,d of %,d features kept".formatted(hashes.length, vocabulary.size()));
        FeatureIndex index = FeatureIndex.of(hashes);
        List<LabelledPost> all = Stream.concat(posts.stream(), names.stream()).toList();
        Examples examples = Examples.of(all, index, topics, progress);
        int[] folds = Folds.of(all, FOLDS, recipe.seed());
        Scored unseen = Scored.room(all, topics);
        Learned learned = learn(examples, index.slots(), folds, posts.size(), unseen);
        Calibration calibration = new Calibrator(
                        unseen.from(0, posts.size()).fewOfEach(), unseen.from(posts.size(), all.size()), recipe.seed())
                .calibrate();
        progress.say("calibrated: 'other' below %.3f".formatted(calibration.enough()));
        return new LinearModel(
                topics,
                calibration,
                learned.bias(),
                words,
                index,
                round(learned.weights(), examples.posts(index.slots())));
    }

    /// The mean of models that each learned without a fold, as many at a time as there are processors; what each says
    /// of its own fold goes to `unseen`.
    ///
    /// @param posts how many of the examples are posts; those behind them are names
    private Learned learn(Examples examples, int slots, int[] folds, int posts, Scored unseen) {
        List<Future<Learned>> jobs = new ArrayList<>();
        Learned mean = Learned.nothing(slots, examples.topicCount());
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int fold = 0; fold < FOLDS; fold++) {
                int without = fold;
                jobs.add(threads.submit(() -> {
                    Learned learned = new Trainer(examples, slots, recipe)
                            .learn(
                                    IntStream.of(numbers(folds, other -> other != without))
                                            .flatMap(i ->
                                                    IntStream.generate(() -> i).limit(i < posts ? 1 : NAME_READINGS))
                                            .toArray(),
                                    "model " + (without + 1) + " of " + FOLDS,
                                    progress);
                    for (int example : numbers(folds, own -> own == without)) {
                        learned.score(examples, example, unseen.scores()[example]);
                    }
                    return learned;
                }));
            }
            for (int job = 0; job < FOLDS; job++) {
                mean.add(jobs.set(job, null).get(), FOLDS);
            }
            return mean;
        } catch (ExecutionException e) {
            throw new IllegalStateException("training failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        }
    }

    private static int[] numbers(int[] folds, IntPredicate wanted) {
        return IntStream.range(0, folds.length)
                .filter(i -> wanted.test(folds[i]))
                .toArray();
    }

    /// Rounds every row; the square root of how often its feature occurs is what an error in it costs.
    private Weights round(float[] weights, int[] posts) {
        progress.say("rounding the weights");
        double[] importance = new double[posts.length];
        Arrays.setAll(importance, slot -> Math.sqrt(posts[slot]));
        Quantizer quantizer = new Quantizer(weights, weights.length / posts.length, importance, recipe.seed());
        for (int slot = 0; slot < posts.length; slot++) {
            quantizer.round(weights, slot);
        }
        return quantizer.weights();
    }
}
