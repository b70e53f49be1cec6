package tidings.topics.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The commands in their order with the real encoder, on posts whose words the n-grams do not know but it does.
class EncoderIT {
    private static final List<List<String>> TOPICS = List.of(
            List.of(
                    "music", "guitar", "violin", "piano", "drums", "opera", "choir", "cello", "flute", "trumpet",
                    "harp"),
            List.of(
                    "science", "atom", "galaxy", "enzyme", "fossil", "neutron", "comet", "genome", "plasma", "proton",
                    "quark"),
            List.of(
                    "sports",
                    "goalkeeper",
                    "marathon",
                    "penalty",
                    "rugby",
                    "tennis",
                    "sprinter",
                    "referee",
                    "hockey",
                    "boxing",
                    "relay"),
            List.of(
                    "vehicles",
                    "gearbox",
                    "truck",
                    "motorcycle",
                    "clutch",
                    "diesel",
                    "tractor",
                    "exhaust",
                    "sedan",
                    "brakes",
                    "van"));

    private static final String ENCODER = "../encoder/target/model";

    @TempDir
    Path folder;

    /// Each subreddit has a word of its own.
    ///
    /// @param from the first of the words that the titles use
    private Path posts(String name, long seed, int count, int from, int to) throws IOException {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of("subreddit,category,title,selftext,domain,source"));
        for (int i = 0; i < count; i++) {
            List<String> topic = TOPICS.get(i % TOPICS.size());
            int word = random.nextInt(from, to);
            String title = "my " + topic.get(word) + " " + random.nextInt(1_000_000);
            lines.add(topic.getFirst() + word + "," + topic.getFirst() + "," + title + ",,self,invented");
        }
        return Files.write(folder.resolve(name), lines);
    }

    @Test
    void theEncoderKnowsWhatTheWordsOfTheTrainingDoNot() throws IOException {
        Path train = posts("train.csv", 1, 500, 1, 7);
        Path test = posts("test.csv", 2, 100, 7, 11);
        String vectors = folder.resolve("vectors").toString();
        String model = folder.resolve("a.model").toString();
        String head = folder.resolve("a.head").toString();
        String[] encode = {
            "--posts", train.toString(), "--dev", test.toString(), "--encoder", ENCODER, "--vectors", vectors
        };
        assertThat(said(Encode::run, encode)).contains("600 posts have vectors, 600 of them new");
        assertThat(said(Encode::run, encode)).contains("600 posts have vectors, 0 of them new");
        assertThat(said(
                        Train::run,
                        "--posts",
                        train.toString(),
                        "--out",
                        model,
                        "--head",
                        head,
                        "--encoder",
                        ENCODER,
                        "--vectors",
                        vectors))
                .contains("500 of 500 posts have vectors", "a.head written");
        String report =
                said(Evaluate::run, "--model", model, "--head", head, "--vectors", vectors, "--posts", test.toString());
        assertThat(accuracy(report, "with the encoder")).isGreaterThan(accuracy(report, "without the encoder") + 0.2);

        said(Train::run, "--posts", train.toString(), "--out", model, "--seed", "2");
        assertThat(said(
                        Evaluate::run,
                        "--model",
                        model,
                        "--head",
                        head,
                        "--vectors",
                        vectors,
                        "--posts",
                        test.toString()))
                .contains("a.head was fitted with version", "train both together");
    }

    private static double accuracy(String report, String row) {
        return Double.parseDouble(report.replaceAll("(?s).*\\n?" + row + "\\n[^\\n]*accuracy ([0-9.]+).*", "$1"));
    }

    private static String said(BiFunction<String[], PrintStream, Integer> command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        command.apply(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
