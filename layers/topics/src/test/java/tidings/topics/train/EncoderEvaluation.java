package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import tidings.encoder.Encoder;
import tidings.encoder.EncoderFiles;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;

/// The command that measures what an encoder adds: like the model card, it holds out subreddits, trains on the
/// others, and measures on both, with and without the encoder, the same posts.
public final class EncoderEvaluation {
    private static final String USAGE = """
        Measures what an encoder adds to the topic model, on subreddits that are held out before training.

          --posts <file>     posts to train on
          --dev <file>       other posts of the same subreddits
          --vectors <folder> their vectors; posts that have none train the n-grams only
          --encoder <folder> the model and its tokenizer, for the names of subreddits
          --head <file>      output: what is measured of the encoder, to be shipped with a model
          --model <file>     that model, which was trained on all posts
          --plot <file>      output: confidence and what was right, as an SVG picture
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
            CommandLine arguments = new CommandLine(
                    args, Set.of("posts", "dev", "vectors", "encoder", "features", "seed", "plot", "head", "model"));
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
        if (arguments.has("head")) {
            EncodedModel head = fused.model().with(ModelFile.version(Files.readAllBytes(arguments.path("model"))));
            Files.write(arguments.path("head"), EncodedModelFile.write(head));
        }
        Optional<Path> plot = arguments.has("plot") ? Optional.of(arguments.path("plot")) : Optional.empty();
        out.print(table(holdout, trained.model(), fused, names, vectors, plot, progress));
    }

    /// The rows in Markdown; all posts without a vector are left out.
    static String table(
            Holdout holdout,
            LinearModel ngrams,
            Fusion.Fused fused,
            List<LabelledPost> names,
            VectorCache vectors,
            Optional<Path> plot,
            TrainingProgress progress)
            throws IOException {
        // With what the file keeps of the weights.
        EncodedModel model = EncodedModelFile.read(EncodedModelFile.write(fused.model()), "the head");
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
        Scored unseen = words;
        IntFunction<float[]> others =
                post -> unseen.probabilities(post, ngrams.calibration().sharpness());
        table.beginPriors();
        for (boolean named : new boolean[] {true, false}) {
            for (int posts : PRIORS) {
                if (named || posts > 0) {
                    table.prior(
                            PriorMeasures.of(words, nameWords, others, ngrams.calibration(), named, posts, 1),
                            PriorMeasures.of(both, nameBoth, others, model.calibration(), named, posts, 1));
                }
            }
        }
        List<Calibrator.Pair> wordsPairs = Fusion.calibrator(
                        words, ngrams.calibration().sharpness(), nameWords, words, ngrams)
                .pairs();
        List<Calibrator.Pair> bothPairs = Fusion.calibrator(
                        both, model.calibration().sharpness(), nameBoth, words, ngrams)
                .pairs();
        table.beginLevels();
        table.levels(
                "text alone, without",
                CertaintyLevels.fit(fused.words(), ngrams.calibration()),
                CertaintyLevels.answers(words, ngrams.calibration()));
        CertaintyLevels levels =
                new CertaintyLevels(model.levels().sure(), model.levels().probably());
        table.levels("text alone, with", levels, CertaintyLevels.answers(both, model.calibration()));
        for (int posts : PRIORS) {
            table.levels(
                    "name and %d other posts, with".formatted(posts),
                    levels,
                    CertaintyLevels.answers(
                            bothPairs.stream()
                                    .filter(pair -> pair.posts() == posts)
                                    .toList(),
                            model.calibration().prior()));
        }
        table.cascade(
                Cascade.of(wordsPairs, ngrams.calibration(), bothPairs, model.calibration()),
                model.levels().enough());
        table.topics(ngrams.topics(), Measures.of(words, ngrams.calibration()), Measures.of(both, model.calibration()));
        if (plot.isPresent()) {
            Files.writeString(
                    plot.get(),
                    ReliabilityPlot.svg(
                            Measures.reliability(words, ngrams.calibration()).bins(),
                            Measures.reliability(both, model.calibration()).bins()));
        }
        return table.toString();
    }
}
