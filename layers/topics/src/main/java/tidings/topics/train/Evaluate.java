package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;

/// The command that measures a topic model.
public final class Evaluate {
    private static final String USAGE = """
            Measures a topic model. One of:

            a model on labelled posts
              --model <file>        weights written by the trainer
              --posts <file>        CSV with the columns subreddit,category,title,selftext,domain,source
                                    (or label,text), optionally .gz
              --head <file>         also with what an encoder adds, on those posts that have vectors
              --vectors <folder>    the vectors

            people's corrections: the accuracy of each topic
              --corrections <file>  corrected posts: the same columns, with the previous topic in the column given
              --delivered <file>    CSV with the columns topic,posts
            """;

    private Evaluate() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /// Runs the command and returns the exit code: 0, 1 after an I/O error, 2 if the options or the data are invalid.
    public static int run(String[] args, PrintStream out) {
        return CommandLine.run(USAGE, out, () -> {
            CommandLine arguments =
                    new CommandLine(args, Set.of("model", "posts", "head", "vectors", "corrections", "delivered"));
            if (arguments.has("corrections")) {
                out.print(CorrectionReport.read(arguments.path("corrections"), arguments.path("delivered"))
                        .table());
            } else {
                measure(arguments, out);
            }
        });
    }

    private static void measure(CommandLine arguments, PrintStream out) throws IOException {
        Path file = arguments.path("model");
        byte[] bytes = Files.readAllBytes(file);
        LinearModel model = ModelFile.read(bytes, file.toString());
        List<LabelledPost> rows = PostFile.read(arguments.path("posts"));
        LabelLeaks.reject(rows);
        TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
        if (!arguments.has("head")) {
            print(Measures.of(Scored.of(rows, model, progress), model.calibration()), model, out);
            return;
        }
        Path headFile = arguments.path("head");
        EncodedModel head = EncodedModelFile.read(Files.readAllBytes(headFile), headFile.toString());
        if (!head.ngrams().equals(ModelFile.version(bytes))) {
            throw new IllegalArgumentException(
                    headFile + " was fitted with version " + head.ngrams() + " of the model but " + file
                            + " has version " + ModelFile.version(bytes) + ": train both together");
        }
        try (VectorCache vectors = new VectorCache(
                arguments.path("vectors"), head.encoder(), head.head().inputs())) {
            List<LabelledPost> encoded =
                    rows.stream().filter(row -> vectors.has(row.text())).toList();
            if (encoded.isEmpty()) {
                throw new IllegalArgumentException("none of the posts has a vector: encode them first");
            }
            Scored scored = Scored.of(encoded, model, progress);
            out.println("without the encoder");
            print(Measures.of(scored, model.calibration()), model, out);
            out.println("with the encoder");
            print(Measures.of(scored.plus(head, vectors.all(encoded)), head.calibration()), model, out);
        }
    }

    private static void print(Measures measures, LinearModel model, PrintStream out) {
        out.println(measures.summary());
        out.print(measures.perTopic(model.topics()));
    }
}
