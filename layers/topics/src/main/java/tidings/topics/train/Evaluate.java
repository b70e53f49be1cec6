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

            the model card: holds out subreddits, trains on the others like the trainer, measures on both
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

    private Evaluate() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /// Runs the command and returns the exit code: 0, 1 after an I/O error, 2 if the options or the data are invalid.
    public static int run(String[] args, PrintStream out) {
        try {
            CommandLine arguments = new CommandLine(
                    args,
                    Set.of(
                            "model",
                            "posts",
                            "corrections",
                            "delivered",
                            "card",
                            "dev",
                            "features",
                            "seed",
                            "fasttext",
                            "texts",
                            "about",
                            "tried"));
            TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
            if (arguments.has("corrections")) {
                out.print(CorrectionReport.read(arguments.path("corrections"), arguments.path("delivered"))
                        .table());
            } else if (arguments.has("card")) {
                Path card = arguments.path("card");
                Files.writeString(card, new ModelCardEvaluation(arguments, progress).card());
                progress.say(card + " written");
            } else {
                measure(arguments.path("model"), arguments.path("posts"), progress, out);
            }
            return 0;
        } catch (InvalidInputException | IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println();
            out.print(USAGE);
            return 2;
        } catch (IOException e) {
            out.println("I/O error: " + e);
            return 1;
        }
    }

    private static void measure(Path file, Path posts, TrainingProgress progress, PrintStream out) throws IOException {
        LinearModel model = ModelFile.read(Files.readAllBytes(file), file.toString());
        List<LabelledPost> rows = PostFile.read(posts);
        LabelLeaks.reject(rows);
        Measures measures = Measures.of(Scored.of(rows, model, progress), model.calibration());
        out.println(measures.summary());
        out.print(measures.perTopic(model.topics()));
    }
}
