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
import tidings.topics.model.Calibration;
import tidings.topics.model.FeatureIndex;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Weights;

/// Makes a model of labelled posts.
///
/// It learns ten times, each time without a tenth of the subreddits, and keeps the mean: that knows the subreddits of
/// the data nearly as well as one model would and new ones better. What each of the ten says of the subreddits that it
/// never saw is what the probabilities are calibrated on.
final class Training {
    private static final int FOLDS = 10;

    /// A feature must be seen in so many posts, and in two subreddits, where there are subreddits.
    private static final int LEAST_POSTS = 3;

    private final Recipe recipe;
    private final Progress progress;

    Training(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    LinearModel run(List<LabelledPost> posts, List<String> topics) {
        Vocabulary vocabulary = Vocabulary.count(posts, progress);
        boolean grouped = posts.stream().anyMatch(post -> !post.subreddit().isEmpty());
        long[] hashes = vocabulary.keep(grouped ? LEAST_POSTS : 1, grouped ? 2 : 1, recipe.features());
        progress.say("%,d of %,d features kept".formatted(hashes.length, vocabulary.size()));
        FeatureIndex index = FeatureIndex.of(hashes);
        Examples examples = Examples.of(posts, index, topics, progress);
        int[] folds = Folds.of(posts, FOLDS, recipe.seed());
        Scored unseen = Scored.room(posts, topics);
        Learned learned = learn(examples, index.slots(), folds, unseen);
        Calibration calibration = new Calibrator(unseen.fewOfEach(), recipe.seed()).calibrate();
        progress.say("calibrated: 'other' below %.3f".formatted(calibration.enough()));
        return new LinearModel(
                topics, calibration, learned.bias(), index, round(learned.weights(), examples.posts(index.slots())));
    }

    /// The mean of models that each learned without a fold, as many at a time as there are processors; what each says
    /// of its own fold goes to `unseen`.
    private Learned learn(Examples examples, int slots, int[] folds, Scored unseen) {
        List<Future<Learned>> jobs = new ArrayList<>();
        Learned mean = Learned.nothing(slots, examples.topicCount());
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int fold = 0; fold < FOLDS; fold++) {
                int without = fold;
                jobs.add(threads.submit(() -> {
                    Learned learned = new Trainer(examples, slots, recipe)
                            .learn(
                                    numbers(folds, other -> other != without),
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
