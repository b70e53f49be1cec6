package tidings.topics.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Trains on a small synthetic data set: four topics with their own words among common words.
class TrainTest {
    private static final List<String> TOPICS = List.of("music", "science", "sports", "vehicles");
    private static final List<String> SHARED = List.of("new", "old", "best", "found", "today", "help", "look", "my");

    @TempDir
    Path folder;

    private Path posts;
    private Path test;

    @BeforeEach
    void invent() throws IOException {
        posts = folder.resolve("posts.csv");
        test = folder.resolve("test.csv");
        Files.write(posts, world(new Random(7), 1_200));
        Files.write(test, world(new Random(8), 200));
    }

    @Test
    void sameInputAndSeedGiveTheSameBytes() throws IOException {
        assertThat(train("one.model", "1")).contains("one.model written");
        train("two.model", "1");
        train("three.model", "2");
        assertThat(folder.resolve("two.model")).hasSameBinaryContentAs(folder.resolve("one.model"));
        assertThat(Files.mismatch(folder.resolve("three.model"), folder.resolve("one.model")))
                .isNotNegative();
    }

    @Test
    void learnsTheTopicsOfTheWords() throws IOException {
        train("a.model", "1");
        String report = measure("a.model", test);
        double accuracy = Double.parseDouble(report.replaceAll("(?s).*accuracy ([0-9.]+).*", "$1"));
        assertThat(accuracy).isGreaterThan(0.95);
        assertThat(report).contains("sports");
    }

    @Test
    void rejectsPostsWhoseDomainNamesTheSubreddit() throws IOException {
        train("a.model", "1");
        Path leaking = folder.resolve("leaking.csv");
        Files.writeString(
                leaking,
                "subreddit,category,title,selftext,domain\nbands,music,hello,,self\nbands,music,hello,,self.bands\n");
        assertThat(measure("a.model", leaking))
                .startsWith("row 2 leaks its label: the domain 'self.bands' names the subreddit");
        Files.writeString(
                leaking,
                "subreddit,category,title,selftext,domain\nbands,music,hello,,bands\nbands,music,hello,,imgur.com\n");
        assertThat(measure("a.model", leaking)).startsWith("1 of 2 rows leak their label");
    }

    @Test
    void anErrorNamesTheDefectOfTheInput() throws IOException {
        Path wrong = folder.resolve("wrong.csv");
        Files.writeString(wrong, "a,b\n1,2\n");
        assertThat(run("--posts", wrong.toString(), "--out", "x"))
                .contains("wrong.csv: the header must have the columns subreddit,category,title,selftext,domain")
                .contains("but has a,b")
                .contains("Trains a topic model.");
        Files.writeString(wrong, "label,text\nx,y,z\n");
        assertThat(run("--posts", wrong.toString(), "--out", "x"))
                .contains("wrong.csv: line 2 has 3 columns instead of 2");
        assertThat(run("--posts", "nowhere.csv", "--out", "x")).contains("nowhere.csv: the file does not exist");
        assertThat(run("--post", "x")).startsWith("unknown argument '--post'");
        assertThat(run("--out", "x")).startsWith("--posts <file> is missing");
        assertThat(run("--posts", posts.toString(), "--out", "x", "--seed", "one"))
                .startsWith("--seed must be a whole number but is 'one'");
    }

    @Test
    void skipsRowsWithoutText() throws IOException {
        Files.writeString(posts, Files.readString(posts) + "bands,music,,,,correction\n");
        assertThat(train("a.model", "1")).contains("1,201 posts read, 1 without text skipped");
    }

    @Test
    void writesACardWithAllMeasurements() throws IOException {
        train("a.model", "1");
        Path card = folder.resolve("card.md");
        Path texts = Files.createDirectory(folder.resolve("texts"));
        for (String part : List.of("train", "test")) {
            try (Writer out = new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(texts.resolve("mr_" + part + ".csv.gz"))),
                    StandardCharsets.UTF_8)) {
                out.write("label,text\n" + "good,a fine film\nbad,a dull film\n".repeat(20));
            }
        }
        String said = said(
                ModelCardEvaluation::run,
                "--card",
                card.toString(),
                "--model",
                folder.resolve("a.model").toString(),
                "--posts",
                posts.toString(),
                "--dev",
                test.toString(),
                "--tried",
                Files.writeString(folder.resolve("tried.md"), "## What was tried\nThis.\n")
                        .toString(),
                "--texts",
                texts.toString());
        assertThat(said).contains("card.md written");
        assertThat(Files.readString(card))
                .contains("# Model card: the topic model", "known subreddits, other posts", "| mr | 1.0000 |")
                .contains(
                        "## Confusion matrix, unseen subreddits",
                        "| music",
                        "## Unseen subreddits",
                        "## What was tried")
                .doesNotContain("NaN");
    }

    private static List<String> world(Random random, int count) {
        List<String> lines = new ArrayList<>(List.of("subreddit,category,title,selftext,domain,source"));
        for (int i = 0; i < count; i++) {
            String topic = TOPICS.get(i % TOPICS.size());
            String title = SHARED.get(random.nextInt(SHARED.size())) + " " + topic.substring(0, 3) + random.nextInt(20)
                    + " " + SHARED.get(random.nextInt(SHARED.size()));
            lines.add(topic + random.nextInt(9) + "," + topic + ",\"" + title + "\",,self,invented");
        }
        return lines;
    }

    private String train(String name, String seed) {
        return run("--posts", posts.toString(), "--out", folder.resolve(name).toString(), "--seed", seed);
    }

    private static String run(String... arguments) {
        return said(Train::run, arguments);
    }

    private String measure(String model, Path file) {
        return said(Evaluate::run, "--model", folder.resolve(model).toString(), "--posts", file.toString());
    }

    private static String said(BiFunction<String[], PrintStream, Integer> command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        command.apply(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
