package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tidings.encoder.Encoder;
import tidings.encoder.EncoderFiles;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.LinearModel;

/// The command that measures what an encoder adds: like the model card, it holds out subreddits, trains on the
/// others, and measures on both, with and without the encoder, the same posts.
public final class EncoderEvaluation {
    private static final String USAGE = """
            Measures what an encoder adds to the topic model, on subreddits that are held out before training.

              --posts <file>     posts to train on
              --dev <file>       other posts of the same subreddits
              --vectors <folder> their vectors; posts that have none train the n-grams only
              --encoder <folder> the model and its tokenizer, for the names of subreddits
              --features <n>     as for the trainer
              --seed <n>         random seed of the holdout (1)
            """;

    private static final int[] PRIORS = {0, 1, 5, 25};

    private EncoderEvaluation() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        return CommandLine.run(USAGE, out, () -> {
            CommandLine arguments =
                    new CommandLine(args, Set.of("posts", "dev", "vectors", "encoder", "features", "seed"));
            Path folder = arguments.path("vectors");
            try (Encoder encoder = Encoder.open(EncoderFiles.e5(arguments.path("encoder")));
                    VectorCache vectors = VectorCache.of(folder, encoder)) {
                evaluate(arguments, encoder, vectors, out);
            }
        });
    }

    private static void evaluate(CommandLine arguments, Encoder encoder, VectorCache vectors, PrintStream out)
            throws IOException {
        TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
        List<LabelledPost> train = PostFile.read(arguments.path("posts"));
        LabelLeaks.reject(train);
        Hyperparameters parameters = Hyperparameters.of(arguments);
        Holdout holdout = Holdout.of(train, PostFile.read(arguments.path("dev")), parameters.seed());
        Training.Trained trained = new Training(parameters, progress).train(holdout.training(), Train.topics(train));
        Fusion.Fused fused = Fusion.of(parameters, progress).fit(trained, encoder, vectors);
        List<LabelledPost> names = NameLearning.posts(
                holdout.unseen().values().stream().flatMap(List::stream).toList(),
                trained.model().names());
        Encode.encode(names, encoder::encode, vectors, progress);
        out.print(table(holdout, trained.model(), fused, names, vectors, progress));
    }

    /// The rows in Markdown; all posts without a vector are left out.
    static String table(
            Holdout holdout,
            LinearModel ngrams,
            Fusion.Fused fused,
            List<LabelledPost> names,
            VectorCache vectors,
            TrainingProgress progress)
            throws IOException {
        EncodedModel model = fused.model();
        Map<String, List<LabelledPost>> sets = new LinkedHashMap<>();
        sets.put("known subreddits, other posts", holdout.known());
        holdout.unseen().forEach((source, posts) -> sets.put("unseen subreddits, " + source, posts));
        sets.put(
                "unseen subreddits, all",
                holdout.unseen().values().stream().flatMap(List::stream).toList());
        sets.replaceAll((_, posts) ->
                posts.stream().filter(post -> vectors.has(post.text())).toList());
        EncoderTable table = new EncoderTable();
        Scored words = null;
        Scored both = null;
        for (Map.Entry<String, List<LabelledPost>> set : sets.entrySet()) {
            if (!set.getValue().isEmpty()) {
                words = Scored.of(set.getValue(), ngrams, progress);
                both = words.plus(model, vectors.all(set.getValue()));
                table.posts(set.getKey(), words, ngrams.calibration(), both, model.calibration());
            }
        }
        if (both == null) {
            throw new IllegalArgumentException("none of the posts has a vector: encode them first");
        }
        Scored nameWords = Scored.of(names, ngrams, progress);
        Scored nameBoth = nameWords.plus(model, vectors.all(names));
        table.beginPriors();
        for (boolean named : new boolean[] {true, false}) {
            for (int posts : PRIORS) {
                if (named || posts > 0) {
                    table.prior(
                            PriorMeasures.of(words, nameWords, ngrams.calibration(), named, posts, 1),
                            PriorMeasures.of(both, nameBoth, model.calibration(), named, posts, 1));
                }
            }
        }
        table.beginLevels();
        table.levels("without", CertaintyLevels.fit(fused.words(), ngrams.calibration()), words, ngrams.calibration());
        table.levels("with", CertaintyLevels.fit(fused.both(), model.calibration()), both, model.calibration());
        return table.toString();
    }
}
