package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import tidings.encoder.Encoder;
import tidings.encoder.EncoderFiles;
import tidings.topics.EncoderText;
import tidings.topics.PostText;

/// The command that encodes posts for the trainer, once: stopped and started again, it goes on where it was.
public final class Encode {
    private static final String USAGE = """
            Encodes posts, in an order drawn by lot, so that what is done is a sample of all.

              --posts <file>     posts: CSV with the columns subreddit,category,title,selftext,domain, optionally .gz
              --dev <file>       more of them
              --encoder <folder> the model and its tokenizer
              --vectors <folder> output: the vectors, 784 bytes a post; what is there is not encoded again
              --limit <n>        number of posts (all)
            """;

    /// Of the order; a head that is fitted on a part needs the same for all.
    private static final long SEED = 1;

    private Encode() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        return CommandLine.run(USAGE, out, () -> {
            CommandLine arguments = new CommandLine(args, Set.of("posts", "dev", "encoder", "vectors", "limit"));
            TrainingProgress progress = new TrainingProgress(out, InstantSource.system());
            List<LabelledPost> posts = new ArrayList<>(PostFile.read(arguments.path("posts")));
            if (arguments.has("dev")) {
                posts.addAll(PostFile.read(arguments.path("dev")));
            }
            Collections.shuffle(posts, new Random(SEED));
            int limit = Math.min(posts.size(), arguments.number("limit", posts.size()));
            try (Encoder encoder = Encoder.open(EncoderFiles.e5(arguments.path("encoder")));
                    VectorCache vectors = VectorCache.of(arguments.path("vectors"), encoder)) {
                encode(posts.subList(0, limit), encoder::encode, vectors, progress);
            }
        });
    }

    /// Adds the vectors of the posts that have none.
    static void encode(
            List<LabelledPost> posts, Function<String, float[]> encoder, VectorCache vectors, TrainingProgress progress)
            throws IOException {
        int encoded = 0;
        for (int i = 0; i < posts.size(); i++) {
            PostText post = posts.get(i).text();
            if (!vectors.has(post)) {
                vectors.put(post, encoder.apply(EncoderText.of(post)));
                encoded++;
            }
            progress.at("encoding", i + 1, posts.size());
        }
        progress.say("%,d posts have vectors, %,d of them new".formatted(posts.size(), encoded));
    }
}
