package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.topics.PostText;
import tidings.topics.TopicModel;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;

/// The command that writes the model card. It lies beside the benchmark, not beside the trainer: nothing that is
/// deployed or trained needs it.
public final class ModelCardEvaluation {
    private static final String USAGE = """
        Writes the model card: holds out subreddits, trains on the others like the trainer, measures on both.

          --card <file>         output: the card
          --model <file>        the weights that the card describes
          --posts <file>        the posts they were trained on
          --dev <file>          other posts of the same subreddits
          --about <file>        the card's text about the data: sources, licences, weaknesses
          --tried <file>        the card's text about experiments
          --features <n>        as for the trainer
          --seed <n>            random seed of the holdout (1)
          --fasttext <file>     the fastText program to compare with
          --texts <folder>      <set>_train.csv.gz and <set>_test.csv.gz, to compare with published figures
        """;

    private static final Set<String> OPTIONS =
            Set.of("card", "model", "posts", "dev", "about", "tried", "features", "seed", "fasttext", "texts");

    private static final int WARM_ROUNDS = 12;
    private static final int TURNS = 5;
    private static final int[] PRIORS = {1, 5, 10, 25, 100};
    private static final int[] NAMED_PRIORS = {0, 1, 5, 10, 25, 100};

    private final CommandLine arguments;
    private final TrainingProgress progress;

    private ModelCardEvaluation(CommandLine arguments, TrainingProgress progress) {
        this.arguments = arguments;
        this.progress = progress;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        return CommandLine.run(USAGE, out, () -> {
            CommandLine arguments = new CommandLine(args, OPTIONS);
            Path card = arguments.path("card");
            TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
            Files.writeString(card, new ModelCardEvaluation(arguments, progress).card());
            progress.say(card + " written");
        });
    }

    private String card() throws IOException {
        Path file = arguments.path("model");
        // First, in a cold JVM: none of the model's code has run yet.
        long begin = System.nanoTime();
        TopicModel shipped = TopicModel.read(Files.readAllBytes(file), file.toString());
        long loaded = System.nanoTime();
        shipped.probabilities(
                new PostText("What is the first thing you cook in autumn?", "", "self"),
                new float[shipped.topics().size()]);
        long answered = System.nanoTime();

        String about = arguments.has("about") ? Files.readString(arguments.path("about")) : "";
        List<LabelledPost> train = PostFile.read(arguments.path("posts"));
        List<LabelledPost> dev = PostFile.read(arguments.path("dev"));
        LabelLeaks.reject(train);
        LabelLeaks.reject(dev);
        Holdout holdout = Holdout.of(train, dev, arguments.number("seed", 1));
        Hyperparameters parameters = Hyperparameters.of(arguments);
        List<String> topics = Train.topics(train);
        LinearModel model = new Training(parameters, progress).run(holdout.training(), topics);
        byte[] bytes = ModelFile.write(model);
        TopicModel evaluated = TopicModel.read(bytes, "the model trained without the held-out subreddits");

        Map<String, List<LabelledPost>> sets = new LinkedHashMap<>();
        sets.put("known subreddits, other posts", holdout.known());
        holdout.unseen().forEach((source, posts) -> sets.put("unseen subreddits, " + source, posts));
        List<LabelledPost> unseen =
                holdout.unseen().values().stream().flatMap(List::stream).toList();

        ModelCard card = new ModelCard();
        card.head(about, shipped.version(), Files.size(file), train, dev, holdout, parameters, progress.today());
        Map<String, Measures> measures = new LinkedHashMap<>();
        for (Map.Entry<String, List<LabelledPost>> set : sets.entrySet()) {
            measures.put(set.getKey(), Measures.of(Scored.of(set.getValue(), model, progress), model.calibration()));
            progress.say(set.getKey() + ": " + measures.get(set.getKey()).summary());
        }
        card.accuracy(measures);
        Scored unseenScores = Scored.of(unseen, model, progress);
        Scored names = Scored.of(NameLearning.posts(unseen, model.names()), model, progress);
        List<PriorMeasures> priors = new ArrayList<>();
        for (boolean named : new boolean[] {true, false}) {
            for (int posts : named ? NAMED_PRIORS : PRIORS) {
                PriorMeasures one = PriorMeasures.of(
                        unseenScores,
                        names,
                        post -> unseenScores.probabilities(
                                post, model.calibration().sharpness()),
                        model.calibration(),
                        named,
                        posts,
                        parameters.seed());
                if (one.subreddits() > 0) {
                    priors.add(one);
                }
            }
        }
        card.priors(priors);
        double perSecond = postsPerSecond(evaluated, holdout.known());
        card.speed((loaded - begin) / 1e6, (answered - loaded) / 1e6, perSecond);
        if (arguments.has("fasttext")) {
            compare(card, holdout, sets, measures, evaluated, bytes.length);
        }
        if (arguments.has("texts")) {
            card.texts(texts(arguments.path("texts"), parameters));
        }
        Measures all = Measures.of(unseenScores, model.calibration());
        if (arguments.has("tried")) {
            card.tried(Files.readString(arguments.path("tried")));
        }
        card.topics(topics, measures.values().iterator().next(), all);
        card.confusion(topics, all);
        card.subreddits(bySubreddit(unseen, model));
        return card.toString();
    }

    private void compare(
            ModelCard card,
            Holdout holdout,
            Map<String, List<LabelledPost>> sets,
            Map<String, Measures> measures,
            TopicModel evaluated,
            long size)
            throws IOException {
        Path folder = Files.createTempDirectory("fasttext");
        try {
            progress.say("training fastText");
            FastText other = new FastText(arguments.path("fasttext"), folder);
            long otherSize = other.train(holdout.training());
            Map<String, Double> theirs = new LinkedHashMap<>();
            for (Map.Entry<String, List<LabelledPost>> set : sets.entrySet()) {
                theirs.put(set.getKey(), other.accuracy(set.getValue()));
            }
            // Alternately, so that other load affects both; the best of each is closest to its undisturbed speed.
            double speed = 0;
            double otherSpeed = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                speed = Math.max(speed, postsPerSecond(evaluated, holdout.known()));
                otherSpeed = Math.max(otherSpeed, other.postsPerSecond(holdout.known()));
            }
            card.fastText(measures, theirs, speed, otherSpeed, size, otherSize);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(folder);
        }
    }

    /// The posts per second that one thread classifies once warmed up: the fastest of several rounds.
    private static double postsPerSecond(TopicModel model, List<LabelledPost> posts) {
        List<PostText> texts = posts.stream().map(LabelledPost::text).toList();
        float[] probabilities = new float[model.topics().size()];
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < WARM_ROUNDS; round++) {
            long begin = System.nanoTime();
            texts.forEach(text -> model.probabilities(text, probabilities));
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }
        return texts.size() * 1e9 / fastest;
    }

    /// The accuracy on each public text set with the same hyperparameters.
    private Map<String, Double> texts(Path folder, Hyperparameters parameters) throws IOException {
        Map<String, Double> accuracies = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("_train.csv.gz")) {
                    String set = name.substring(0, name.indexOf("_train"));
                    List<LabelledPost> train = PostFile.read(file);
                    LinearModel model = new Training(parameters, progress).run(train, Train.topics(train));
                    List<LabelledPost> test = PostFile.read(folder.resolve(set + "_test.csv.gz"));
                    accuracies.put(
                            set,
                            Measures.of(Scored.of(test, model, progress), model.calibration())
                                    .accuracy());
                }
            }
        }
        return accuracies;
    }

    private List<ModelCard.SubredditAccuracy> bySubreddit(List<LabelledPost> unseen, LinearModel model) {
        return unseen.stream().collect(Collectors.groupingBy(LabelledPost::subreddit)).entrySet().stream()
                .map(entry -> {
                    Measures one = Measures.of(Scored.of(entry.getValue(), model, progress), model.calibration());
                    return new ModelCard.SubredditAccuracy(
                            entry.getKey(), entry.getValue().getFirst().topic(), one.posts(), one.accuracy());
                })
                .sorted(Comparator.comparing(ModelCard.SubredditAccuracy::topic)
                        .thenComparing(ModelCard.SubredditAccuracy::accuracy)
                        .thenComparing(ModelCard.SubredditAccuracy::name))
                .toList();
    }
}
