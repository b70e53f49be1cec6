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

/// Trains a model on labelled posts.
///
/// It averages ten models, each trained without one tenth of the subreddits: the mean is nearly as good as a single
/// model on the subreddits of the data and better on new ones. The names of subreddits are trained on like posts. The
/// probabilities are calibrated on the scores of each model for the subreddits that it never saw.
record Training(Hyperparameters parameters, TrainingProgress progress) {
    private static final int FOLDS = 10;

    /// The number of samples of each name per epoch; a post has one.
    static final int NAME_SAMPLES = 5;

    /// A feature must occur in this many posts, and in two subreddits, if the data has subreddits.
    private static final int MIN_POSTS = 3;

    /// A model, and what its parts said of the subreddits that they never saw.
    ///
    /// @param all the posts, then the names of their subreddits as posts
    /// @param folds of all of them
    /// @param scores of all of them
    /// @param posts the number of posts
    record Trained(LinearModel model, List<LabelledPost> all, int[] folds, Scored scores, int posts) {}

    LinearModel run(List<LabelledPost> posts, List<String> topics) {
        return train(posts, topics).model();
    }

    Trained train(List<LabelledPost> posts, List<String> topics) {
        NameWords words = NameLearning.words(posts);
        List<LabelledPost> names = NameLearning.posts(posts, words);
        Vocabulary vocabulary = Vocabulary.count(posts, progress);
        boolean grouped = posts.stream().anyMatch(post -> !post.subreddit().isEmpty());
        long[] hashes = vocabulary.keep(grouped ? MIN_POSTS : 1, grouped ? 2 : 1, parameters.features());
        progress.say("%,d of %,d features kept".formatted(hashes.length, vocabulary.size()));
        FeatureIndex index = FeatureIndex.of(hashes);
        List<LabelledPost> all = Stream.concat(posts.stream(), names.stream()).toList();
        Examples examples = Examples.of(all, index, topics, progress);
        int[] folds = Folds.of(all, FOLDS, parameters.seed());
        Scored unseen = Scored.unscored(all, topics);
        LearnedWeights learned = learn(examples, index.slots(), folds, posts.size(), unseen);
        Calibration calibration = Calibrator.of(
                        unseen.range(0, posts.size()).limitedPerSubreddit(),
                        unseen.range(posts.size(), all.size()),
                        parameters.seed())
                .calibrate();
        progress.say("calibrated: 'other' below %.3f".formatted(calibration.threshold()));
        Weights weights = round(learned.weights(), examples.posts(index.slots()));
        LinearModel model = new LinearModel(topics, calibration, learned.bias(), words, index, weights);
        return new Trained(model, all, folds, unseen, posts.size());
    }

    /// The mean of models that were each trained without one fold, in parallel on all processors; each model's scores
    /// of its own fold are written to `unseen`.
    ///
    /// @param posts the number of examples that are posts; those after them are names
    private LearnedWeights learn(Examples examples, int slots, int[] folds, int posts, Scored unseen) {
        List<Future<LearnedWeights>> jobs = new ArrayList<>();
        LearnedWeights mean = LearnedWeights.zeros(slots, examples.topicCount());
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (int fold = 0; fold < FOLDS; fold++) {
                int without = fold;
                jobs.add(threads.submit(() -> {
                    LearnedWeights learned = new Trainer(examples, slots, parameters)
                            .learn(
                                    IntStream.of(numbers(folds, other -> other != without))
                                            .flatMap(i ->
                                                    IntStream.generate(() -> i).limit(i < posts ? 1 : NAME_SAMPLES))
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

    /// Quantizes every row; the cost of an error is the square root of the feature's frequency.
    private Weights round(float[] weights, int[] posts) {
        progress.say("quantizing the weights");
        double[] importance = new double[posts.length];
        Arrays.setAll(importance, slot -> Math.sqrt(posts[slot]));
        Quantizer quantizer = new Quantizer(weights, weights.length / posts.length, importance, parameters.seed());
        for (int slot = 0; slot < posts.length; slot++) {
            quantizer.round(weights, slot);
        }
        return quantizer.weights();
    }
}
