package tidings.topics.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The fastText program, trained and tested on the same posts for comparison.
final class FastText {
    /// The setting with the best accuracy on known subreddits of those tried; three or four epochs are half a point
    /// better on unseen ones.
    private static final List<String> SETTING = List.of(
            "-dim", "64", "-epoch", "5", "-lr", "0.3", "-wordNgrams", "2", "-bucket", "2000000", "-minCount", "2");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:'[\\p{L}\\p{N}]+)?|[+#]+");
    private static final int BODY_WORDS = 150;
    private static final int ROUNDS = 3;
    private static final int REPETITIONS = 10;

    private final Path program;
    private final Path folder;

    /// @param program the fastText executable
    /// @param folder a folder for its files
    FastText(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    static String setting() {
        return String.join(" ", SETTING);
    }

    /// Trains on these posts and returns the size of the model in bytes.
    long train(List<LabelledPost> posts) throws IOException {
        Path input = write(posts, "train.txt");
        List<String> arguments = new ArrayList<>(List.of(
                "supervised",
                "-input",
                input.toString(),
                "-output",
                folder.resolve("model").toString()));
        arguments.addAll(SETTING);
        arguments.addAll(List.of("-thread", "1", "-verbose", "0"));
        run(arguments);
        return Files.size(folder.resolve("model.bin"));
    }

    /// The share of the posts that it classifies correctly.
    double accuracy(List<LabelledPost> posts) throws IOException {
        Path output = predict(write(posts, "test.txt"));
        List<String> answers = Files.readAllLines(output);
        int right = 0;
        for (int i = 0; i < posts.size(); i++) {
            right += answers.get(i).equals("__label__" + posts.get(i).topic()) ? 1 : 0;
        }
        return (double) right / posts.size();
    }

    /// The posts per second of its own predict command, without the time to load the model. The posts are repeated,
    /// because loading takes longer than classifying them once, and its duration varies.
    double postsPerSecond(List<LabelledPost> posts) throws IOException {
        Path one = write(posts.subList(0, 1), "one.txt");
        Path many = write(
                Collections.nCopies(REPETITIONS, posts).stream()
                        .flatMap(List::stream)
                        .toList(),
                "many.txt");
        predict(many);
        long fastest = Long.MAX_VALUE;
        long loading = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            predict(one);
            long loaded = System.nanoTime();
            predict(many);
            fastest = Math.min(fastest, System.nanoTime() - loaded);
            loading = Math.min(loading, loaded - begin);
        }
        return REPETITIONS * posts.size() * 1e9 / (fastest - loading);
    }

    private Path predict(Path input) throws IOException {
        return run(List.of("predict", folder.resolve("model.bin").toString(), input.toString()));
    }

    private Path write(List<LabelledPost> posts, String name) throws IOException {
        Path file = folder.resolve(name);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (LabelledPost post : posts) {
                out.write("__label__" + post.topic());
                words(post.text().title(), Integer.MAX_VALUE, out);
                words(post.text().body(), BODY_WORDS, out);
                if (!post.text().domain().isEmpty()) {
                    out.write(" dom_" + post.text().domain());
                }
                out.write('\n');
            }
        }
        return file;
    }

    private static void words(String text, int atMost, BufferedWriter out) throws IOException {
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''));
        for (int i = 0; i < atMost && words.find(); i++) {
            out.write(' ');
            out.write(words.group());
        }
    }

    private Path run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        command + " exited with code " + code + ": " + Files.readString(folder.resolve("errors.txt")));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("fastText was interrupted", e);
        }
        return output;
    }
}
