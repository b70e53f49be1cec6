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
import tidings.topics.model.ModelFile;

/// Fits what an encoder adds to a trained model: heads that each never saw a fifth of the subreddits, whose mean
/// it is, then its weight and the calibration on what the n-grams and the heads said of the subreddits that they
/// never saw.
record Fusion(HeadTrainer.Settings settings, TrainingProgress progress) {
    private static final int HEADS = 5;

    /// The weight is fitted on every fifth post, which suffices.
    private static final int TUNING_STRIDE = 5;

    /// The settings that measured best.
    static Fusion of(Hyperparameters parameters, TrainingProgress progress) {
        return new Fusion(new HeadTrainer.Settings(256, 4, 1e-3f, 0.3f, 0.01f, parameters.seed()), progress);
    }

    /// Encodes the names of the subreddits, and fits on what posts have vectors.
    EncodedModel fit(Training.Trained ngrams, Encoder encoder, VectorCache vectors) throws IOException {
        List<LabelledPost> names =
                ngrams.all().subList(ngrams.posts(), ngrams.all().size());
        Encode.encode(names, encoder::encode, vectors, progress);
        return fit(ngrams, EncoderText.version(encoder), vectors.all(ngrams.all()));
    }

    /// @param encoder what the vectors depend on
    /// @param vectors of all posts and names, null for those that have none and are left out
    EncodedModel fit(Training.Trained ngrams, String encoder, float[][] vectors) {
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
        float weight = weight(words.range(0, posts), meaning.range(0, posts));
        Scored both = words.plus(meaning, weight);
        Calibration calibration = new Calibrator(
                        both.range(0, posts).limitedPerSubreddit(), both.range(posts, both.size()), settings.seed())
                .calibrate();
        progress.say("fused: the head weighs %.3f, 'other' below %.3f".formatted(weight, calibration.threshold()));
        String version = ModelFile.version(ModelFile.write(ngrams.model()));
        return new EncodedModel(encoder, version, head, weight, calibration);
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

    /// The weight at which the probabilities fit best, each weight with its own sharpness.
    private static float weight(Scored words, Scored meaning) {
        int[] some = IntStream.range(0, words.size())
                .filter(i -> i % TUNING_STRIDE == 0)
                .toArray();
        Scored someWords = words.only(some);
        Scored someMeaning = meaning.only(some);
        return (float) Calibrator.lowest(
                weight -> {
                    Scored both = someWords.plus(someMeaning, (float) weight);
                    return both.loss(Calibrator.lowest(both::loss, 0.3, 30));
                },
                0.001,
                10);
    }
}
