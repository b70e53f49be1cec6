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
import tidings.topics.PostText;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;

/// The command that trains a topic model and writes its weights.
public final class Train {
    private static final String USAGE = """
            Trains a topic model.

              --posts <file>     labelled posts: CSV with the columns subreddit,category,title,selftext,domain
                                 (or label,text), .gz too
              --out <file>       where the weights go
              --features <n>     keep at most so many features (500000): with 32 topics each takes 13.9 bytes
              --epochs <n>       how often to read every post (4)
              --seed <n>         of all that is random (1): the same seed and posts give the same bytes
            """;

    private Train() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        try {
            Arguments arguments = new Arguments(args, Set.of("posts", "out", "features", "epochs", "seed"));
            Path file = arguments.path("out");
            Recipe recipe = Recipe.of(arguments);
            Path source = arguments.path("posts");
            Progress progress = new Progress(out, InstantSource.system());
            List<LabelledPost> posts = PostFile.read(source);
            Leaks.refuse(posts);
            int rows = posts.size();
            // Corrections of posts that are no longer kept have no text.
            posts.removeIf(post -> post.text().equals(new PostText("", "", "")));
            progress.say("%,d posts read, %,d without text left out".formatted(rows, rows - posts.size()));
            LinearModel model = new Training(recipe, progress).run(posts, topics(posts));
            byte[] bytes = ModelFile.write(model);
            Files.write(file, bytes);
            progress.say("%s written: %,d bytes, version %s".formatted(file, bytes.length, ModelFile.version(bytes)));
            return 0;
        } catch (BadData e) {
            out.println(e.getMessage());
            out.println();
            out.print(USAGE);
            return 2;
        } catch (IOException e) {
            out.println("cannot read or write: " + e);
            return 1;
        }
    }

    /// The topics of the posts: in the taxonomy's order if they are the taxonomy's, else in alphabetical order.
    static List<String> topics(List<LabelledPost> posts) {
        Set<String> found = posts.stream().map(LabelledPost::topic).collect(Collectors.toCollection(TreeSet::new));
        List<String> known = Taxonomy.load().all().stream()
                .map(Topic::id)
                .filter(found::contains)
                .toList();
        return known.size() == found.size() ? known : List.copyOf(found);
    }
}
