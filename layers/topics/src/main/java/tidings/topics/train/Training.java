package tidings.topics.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;
import tidings.topics.model.FeatureIndex;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Weights;

/// Makes a model of labelled posts.
///
/// It learns five times, each time without a fifth of the subreddits, and keeps the mean: that knows the subreddits of
/// the data as well as one model would and new ones better. All that happens twice: once without some subreddits, on
/// whose posts the probabilities are calibrated, and once with all.
final class Training {
    private static final int FOLDS = 5;

    /// A feature must be seen in so many posts, and in two subreddits, where there are subreddits.
    private static final int LEAST_POSTS = 3;

    private static final Calibration.Certainty UNKNOWN = new Calibration.Certainty(1, 0);
    private static final Calibration UNCALIBRATED =
            new Calibration(1, UNKNOWN, 0, new Calibration.Prior(1, 1, 1, UNKNOWN));

    private final Recipe recipe;
    private final Progress progress;

    Training(Recipe recipe, Progress progress) {
        this.recipe = recipe;
        this.progress = progress;
    }

    LinearModel run(List<LabelledPost> posts, List<String> topics) {
        progress.say("first without some subreddits, to calibrate on them");
        Holdout holdout = Holdout.toCalibrate(posts, recipe.seed());
        LinearModel rehearsal = learn(holdout.training(), topics, UNCALIBRATED);
        List<LabelledPost> unseen =
                holdout.unseen().values().stream().flatMap(List::stream).toList();
        Calibration calibration = new Calibrator(Scored.of(unseen, rehearsal, progress), recipe.seed()).calibrate();
        progress.say("now with all; calibrated: " + calibration);
        return learn(posts, topics, calibration);
    }

    private LinearModel learn(List<LabelledPost> posts, List<String> topics, Calibration calibration) {
        Vocabulary vocabulary = Vocabulary.count(posts, progress);
        boolean grouped = posts.stream().anyMatch(post -> !post.subreddit().isEmpty());
        long[] hashes = vocabulary.keep(grouped ? LEAST_POSTS : 1, grouped ? 2 : 1, recipe.features());
        progress.say("%,d of %,d features kept".formatted(hashes.length, vocabulary.size()));
        FeatureIndex index = FeatureIndex.of(hashes);
        Examples examples = Examples.of(posts, index, topics, progress);
        List<Trainer.Learned> learned = learn(examples, index.slots(), Folds.of(posts, FOLDS, recipe.seed()));
        float[] bias = mean(learned.stream().map(Trainer.Learned::bias).toList());
        float[] weights = mean(learned.stream().map(Trainer.Learned::weights).toList());
        return new LinearModel(topics, calibration, bias, index, round(weights, examples.posts(index.slots())));
    }

    /// One model for each fold that has posts, learned without that fold; as many at a time as there are processors.
    private List<Trainer.Learned> learn(Examples examples, int slots, int[] folds) {
        List<Future<Trainer.Learned>> jobs = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int fold = 0; fold < FOLDS; fold++) {
                int without = fold;
                int[] chosen = IntStream.range(0, folds.length)
                        .filter(i -> folds[i] != without)
                        .toArray();
                jobs.add(threads.submit(() -> new Trainer(examples, slots, recipe)
                        .learn(chosen, "model " + (without + 1) + " of " + FOLDS, progress)));
            }
            List<Trainer.Learned> learned = new ArrayList<>();
            for (Future<Trainer.Learned> job : jobs) {
                learned.add(job.get());
            }
            return learned;
        } catch (ExecutionException e) {
            throw new IllegalStateException("training failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        }
    }

    private static float[] mean(List<float[]> all) {
        float[] mean = new float[all.getFirst().length];
        for (float[] one : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one[i] / all.size();
            }
        }
        return mean;
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
