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
              --model <file>        weights that the trainer wrote
              --posts <file>        CSV with the columns subreddit,category,title,selftext,domain,source
                                    (or label,text), .gz too

            what people corrected, one accuracy a topic
              --corrections <file>  corrected posts: the same columns, and the topic they had in the column given
              --delivered <file>    CSV with the columns topic,posts

            the model card: puts subreddits aside, trains on the others as the trainer does, measures on both
              --card <file>         where the card goes
              --model <file>        the weights that the card is of
              --posts <file>        what they were trained on
              --dev <file>          other posts of the same subreddits
              --about <file>        what the card is to say of those posts: sources, licences, weaknesses
              --tried <file>        what the card is to say of what was tried
              --features <n>        as the trainer was told
              --seed <n>            of what is put aside (1)
              --fasttext <file>     the fastText program, to compare with
              --texts <folder>      <set>_train.csv.gz and <set>_test.csv.gz, to compare with published figures
            """;

    private Evaluate() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /// Does what `main` does and gives the exit code: 0, 1 if a file failed, 2 if the arguments or the data are wrong.
    public static int run(String[] args, PrintStream out) {
        try {
            Arguments arguments = new Arguments(
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
            Progress progress = new Progress(out, InstantSource.system());
            if (arguments.has("corrections")) {
                out.print(Corrections.read(arguments.path("corrections"), arguments.path("delivered"))
                        .table());
            } else if (arguments.has("card")) {
                Path card = arguments.path("card");
                Files.writeString(card, new Evaluation(arguments, progress).card());
                progress.say(card + " written");
            } else {
                measure(arguments.path("model"), arguments.path("posts"), progress, out);
            }
            return 0;
        } catch (BadData | IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println();
            out.print(USAGE);
            return 2;
        } catch (IOException e) {
            out.println("cannot read or write: " + e);
            return 1;
        }
    }

    private static void measure(Path file, Path posts, Progress progress, PrintStream out) throws IOException {
        LinearModel model = ModelFile.read(Files.readAllBytes(file), file.toString());
        List<LabelledPost> rows = PostFile.read(posts);
        Leaks.refuse(rows);
        Measures measures = Measures.of(Scored.of(rows, model, progress), model.calibration());
        out.println(measures.summary());
        out.print(measures.perTopic(model.topics()));
    }
}
