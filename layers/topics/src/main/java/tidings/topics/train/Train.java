package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidings.encoder.Encoder;
import tidings.encoder.EncoderFiles;
import tidings.topics.PostText;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.ModelFile;

/// The command that trains a topic model and writes its weights.
public final class Train {
    private static final String USAGE = """
            Trains a topic model.

              --posts <file>     labelled posts: CSV with the columns subreddit,category,title,selftext,domain
                                 (or label,text), optionally .gz
              --out <file>       output: the weights
              --features <n>     maximum number of features (500000): with 32 topics each takes 13.9 bytes
              --epochs <n>       number of passes over the posts (4)
              --seed <n>         random seed (1): the same seed and posts give the same bytes

            and, if the posts were encoded, what the encoder adds

              --head <file>      output: the head and the calibration of both together
              --vectors <folder> vectors of the posts; those without one train the n-grams only
              --encoder <folder> the model and its tokenizer, for the names of subreddits
            """;

    private Train() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        return CommandLine.run(USAGE, out, () -> {
            CommandLine arguments = new CommandLine(
                    args, Set.of("posts", "out", "features", "epochs", "seed", "head", "vectors", "encoder"));
            Path file = arguments.path("out");
            Hyperparameters parameters = Hyperparameters.of(arguments);
            Path source = arguments.path("posts");
            TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
            List<LabelledPost> posts = PostFile.read(source);
            LabelLeaks.reject(posts);
            int rows = posts.size();
            // A corrected post that was deleted since has no text.
            posts.removeIf(post -> post.text().equals(new PostText("", "", "")));
            progress.say("%,d posts read, %,d without text skipped".formatted(rows, rows - posts.size()));
            Training.Trained trained = new Training(parameters, progress).train(posts, topics(posts));
            write(file, ModelFile.write(trained.model()), progress);
            if (arguments.has("head")) {
                Path folder = arguments.path("vectors");
                try (Encoder encoder = Encoder.open(EncoderFiles.e5(arguments.path("encoder")));
                        VectorCache vectors = VectorCache.of(folder, encoder)) {
                    Fusion.Fused fused = Fusion.of(parameters, progress).fit(trained, encoder, vectors);
                    write(arguments.path("head"), EncodedModelFile.write(fused.model()), progress);
                }
            }
        });
    }

    private static void write(Path file, byte[] bytes, TrainingProgress progress) throws IOException {
        Files.write(file, bytes);
        progress.say("%s written: %,d bytes, version %s".formatted(file, bytes.length, ModelFile.version(bytes)));
    }

    /// The topics of the posts: in the order of the taxonomy if all are in it, otherwise in alphabetical order.
    static List<String> topics(List<LabelledPost> posts) {
        Set<String> found = posts.stream().map(LabelledPost::topic).collect(Collectors.toCollection(TreeSet::new));
        List<String> known = Taxonomy.load().all().stream()
                .map(Topic::id)
                .filter(found::contains)
                .toList();
        return known.size() == found.size() ? known : List.copyOf(found);
    }
}
