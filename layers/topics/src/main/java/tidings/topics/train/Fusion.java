package tidings.topics.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tidings.encoder.Encoder;
import tidings.topics.EncoderText;
import tidings.topics.model.Calibration;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.Head;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;

/// Fits what an encoder adds to a trained model: heads that each never saw a fifth of the subreddits, whose mean
/// it is, then its weight and the calibration on what the n-grams and the heads said of the subreddits that they
/// never saw.
record Fusion(HeadTrainer.Settings settings, TrainingProgress progress) {
    private static final int HEADS = 5;

    /// The weight that fits best is found on some of the posts, which suffices.
    private static final int TUNING_STRIDE = 25;

    /// The seed of what is drawn of each subreddit, the same without and with vectors.
    private static final long PAIRS = 1;

    /// How much of the accuracy on new subreddits a smaller weight may cost.
    private static final double TOLERANCE = 0.002;

    private static final int BISECTIONS = 12;

    /// A model, and the posts that it was calibrated on: each scored by what never saw its subreddit.
    ///
    /// @param words their scores by the n-grams
    /// @param both their scores by n-grams and vectors
    record Fused(EncodedModel model, Scored words, Scored both) {}

    /// The settings that measured best.
    static Fusion of(Hyperparameters parameters, TrainingProgress progress) {
        return new Fusion(new HeadTrainer.Settings(512, 4, 1e-3f, 0.3f, 0.01f, parameters.seed()), progress);
    }

    /// Encodes the names of the subreddits, and fits on what posts have vectors.
    Fused fit(Training.Trained ngrams, Encoder encoder, VectorCache vectors) throws IOException {
        List<LabelledPost> names =
                ngrams.all().subList(ngrams.posts(), ngrams.all().size());
        Encode.encode(names, encoder::encode, vectors, progress);
        return fit(ngrams, EncoderText.version(encoder.version()), vectors.all(ngrams.all()));
    }

    /// @param encoder what the vectors depend on
    /// @param vectors of all posts and names, null for those that have none and are left out
    Fused fit(Training.Trained ngrams, String encoder, float[][] vectors) {
        int[] encoded = IntStream.range(0, vectors.length)
                .filter(i -> vectors[i] != null)
                .toArray();
        int posts = (int) IntStream.of(encoded).filter(i -> i < ngrams.posts()).count();
        if (posts == 0) {
            throw new IllegalArgumentException("none of the posts has a vector: encode them first");
        }
        progress.say("%,d of %,d posts have vectors".formatted(posts, ngrams.posts()));
        Scored words = ngrams.scores().only(encoded);
        Scored meaning = words.blank();
        Head head = learn(
                IntStream.of(encoded).mapToObj(i -> vectors[i]).toArray(float[][]::new),
                IntStream.of(encoded).map(i -> ngrams.folds()[i] % HEADS).toArray(),
                posts,
                meaning);
        return fuse(ngrams.model(), encoder, words, head, meaning, posts);
    }

    /// @param words the scores of posts, then of names, by n-grams
    /// @param meaning their scores by heads
    /// @param posts the number of posts
    Fused fuse(LinearModel ngrams, String encoder, Scored words, Head head, Scored meaning, int posts) {
        float weight = weight(words.range(0, posts), meaning.range(0, posts));
        Scored all = words.plus(meaning, weight);
        Scored few = words.range(0, posts).limitedPerSubreddit();
        Scored both = all.range(0, posts).limitedPerSubreddit();
        List<Calibrator.Pair> byWords = calibrator(
                        few, ngrams.calibration().sharpness(), words.range(posts, words.size()), few, ngrams)
                .pairs();
        Calibrator byBoth = calibrator(both, Calibrator.sharpness(both), all.range(posts, all.size()), few, ngrams);
        Calibration calibration = byBoth.calibrate();
        CertaintyLevels levels = CertaintyLevels.fit(both, calibration);
        float enough = Cascade.of(byWords, ngrams.calibration(), byBoth.pairs(), calibration)
                .enough();
        progress.say("fused: the head weighs %.3f, sure from %.2f, probable from %.2f, not encoded from %.2f"
                .formatted(weight, levels.sure(), levels.probably(), enough));
        EncodedModel model = new EncodedModel(
                encoder,
                ModelFile.version(ModelFile.write(ngrams)),
                head,
                weight,
                calibration,
                new EncodedModel.Levels(enough, levels.sure(), levels.probably()));
        return new Fused(model, few, both);
    }

    /// Other posts are evidence by their n-grams alone, so that what is learned of a subreddit is the same with
    /// and without an encoder, and no post is encoded for it.
    static Calibrator calibrator(Scored scored, float sharpness, Scored names, Scored words, LinearModel ngrams) {
        return new Calibrator(
                scored,
                sharpness,
                names,
                post -> words.probabilities(post, ngrams.calibration().sharpness()),
                PAIRS);
    }

    /// @param posts the number of vectors that are of posts; those after them are of names
    /// @param unseen receives what each head says of the fold that it never saw
    private Head learn(float[][] vectors, int[] folds, int posts, Scored unseen) {
        HeadTrainer trainer = new HeadTrainer(vectors, unseen.topics(), unseen.scores()[0].length, settings, progress);
        List<Head> heads = new ArrayList<>();
        for (int fold = 0; fold < HEADS; fold++) {
            int without = fold;
            Head head = trainer.learn(
                    IntStream.range(0, folds.length)
                            .filter(i -> folds[i] != without)
                            .flatMap(i -> IntStream.generate(() -> i).limit(i < posts ? 1 : Training.NAME_SAMPLES))
                            .toArray(),
                    "head " + (fold + 1) + " of " + HEADS);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    head.score(vectors[i], unseen.scores()[i]);
                }
            }
            heads.add(head);
        }
        return Head.mean(heads);
    }

    /// The smallest weight with which new subreddits fare nearly as well as with the one that fits them best; the
    /// n-grams know more of the subreddits that they were trained on, for which a smaller weight is better.
    private static float weight(Scored words, Scored meaning) {
        int[] some = IntStream.range(0, words.size())
                .filter(i -> i % TUNING_STRIDE == 0)
                .toArray();
        Scored someWords = words.only(some);
        Scored someMeaning = meaning.only(some);
        double least = 0.001;
        double best = Calibrator.lowest(
                weight -> {
                    Scored both = someWords.plus(someMeaning, (float) weight);
                    return both.loss(Calibrator.sharpness(both));
                },
                least,
                10);
        double accepted = words.plus(meaning, (float) best).accuracy() - TOLERANCE;
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = Math.sqrt(least * best);
            if (words.plus(meaning, (float) middle).accuracy() < accepted) {
                least = middle;
            } else {
                best = middle;
            }
        }
        return (float) best;
    }
}
