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

/// The command that measures a topic model on labelled posts.
public final class Evaluate {
    private static final String USAGE = """
            Measures a topic model.

              --model <file>     weights that the trainer wrote
              --posts <file>     labelled posts: CSV with the columns subreddit,category,title,selftext,domain
                                 (or label,text), .gz too; an export of corrected posts is one
            """;

    private Evaluate() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        try {
            Arguments arguments = new Arguments(args, Set.of("model", "posts"));
            Path file = arguments.path("model");
            LinearModel model = ModelFile.read(Files.readAllBytes(file), file.toString());
            List<LabelledPost> posts = PostFile.read(arguments.path("posts"));
            Leaks.refuse(posts);
            for (LabelledPost post : posts) {
                if (!model.topics().contains(post.topic())) {
                    throw new BadData("the model has no topic '" + post.topic() + "', it has " + model.topics());
                }
            }
            Progress progress = new Progress(out, InstantSource.system());
            Measures measures = Measures.of(Scored.of(posts, model, progress), model.calibration());
            out.println(measures.summary());
            out.print(measures.perTopic(model.topics()));
            return 0;
        } catch (BadData | IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println();
            out.print(USAGE);
            return 2;
        } catch (IOException e) {
            out.println("cannot read: " + e);
            return 1;
        }
    }
}
