package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
            CommandLine arguments = new CommandLine(args, Set.of("model", "posts", "corrections", "delivered"));
            if (arguments.has("corrections")) {
                out.print(CorrectionReport.read(arguments.path("corrections"), arguments.path("delivered"))
                        .table());
            } else {
                measure(arguments.path("model"), arguments.path("posts"), out);
            }
        });
    }

    private static void measure(Path file, Path posts, PrintStream out) throws IOException {
        LinearModel model = ModelFile.read(Files.readAllBytes(file), file.toString());
        List<LabelledPost> rows = PostFile.read(posts);
        LabelLeaks.reject(rows);
        TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
        Measures measures = Measures.of(Scored.of(rows, model, progress), model.calibration());
        out.println(measures.summary());
        out.print(measures.perTopic(model.topics()));
    }
}
