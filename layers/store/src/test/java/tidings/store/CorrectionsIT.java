package tidings.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.store.Corrections.Corrected;
import tidings.topics.train.Evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

@ExtendWith(SharedPostgres.class)
class CorrectionsIT {
    private static final Instant NOON = TestPosts.NOON;

    private static final String CONSENT = "--i-may-train-on-this";

    @TempDir
    private Path folder;

    private TestPostgres postgres;
    private Database database;
    private Stores stores;
    private Corrections corrections;

    @BeforeEach
    void start(TestPostgres shared) {
        postgres = shared;
        database = postgres.database();
        stores = TestPostgres.stores(database);
        corrections = new Corrections(database, InstantSource.fixed(NOON));
        record(NOON, post("a1", "music", "New strings, \"light\""), post("a2", "music", "Old strings"));
        record(NOON.minusSeconds(3600), post("b1", "sports", "Bowling"), post("b2", "sports", "Curling"));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void theLastCorrectionHoldsAndTheFirstTopicIsKept() {
        assertThat(corrections.record(new PostId("a1"), "sports")).isTrue();
        record(NOON, post("a1", "science", "New strings, \"light\""));
        assertThat(corrections.record(new PostId("a1"), "vehicles")).isTrue();

        assertThat(corrections.export().corrected())
                .containsExactly(
                        new Corrected("strings", "New strings, \"light\"", "a body", "self", "music", "vehicles"));
    }

    @Test
    void aPostThatIsNotStoredCannotBeCorrected() {
        assertThat(corrections.record(new PostId("zz"), "sports")).isFalse();
        assertThat(corrections.export().corrected()).isEmpty();
    }

    @Test
    void deletedPostsCountUnderTheTopicThatTheyWereGiven() {
        corrections.record(new PostId("b1"), "music");
        assertThat(corrections.export().delivered()).containsExactly(entry("music", 2L), entry("sports", 2L));

        assertThat(stores.feeds().expire(NOON.minusSeconds(60), 100)).isEqualTo(2);

        assertThat(corrections.export().delivered()).containsExactly(entry("music", 2L), entry("sports", 2L));
        assertThat(corrections.export().corrected())
                .containsExactly(new Corrected("strings", "", "", "", "sports", "music"));
    }

    @Test
    void theEvaluatorReadsWhatTheCommandExports() throws IOException {
        corrections.record(new PostId("a1"), "sports");
        corrections.record(new PostId("b2"), "sports");
        Path corrected = folder.resolve("corrected.csv");
        Path delivered = folder.resolve("delivered.csv");

        String said = said(out -> ExportCorrections.run(
                new String[] {CONSENT, postgres.url(), corrected.toString(), delivered.toString()}, out));
        assertThat(said).isEqualToIgnoringNewLines("2 corrected posts exported");
        assertThat(Files.readAllLines(corrected))
                .containsExactly(
                        "subreddit,category,title,selftext,domain,given,source",
                        "strings,sports,\"New strings, \"\"light\"\"\",a body,self,music,correction",
                        "strings,sports,Curling,a body,self,sports,correction");
        assertThat(said(out -> Evaluate.run(
                                new String[] {"--corrections", corrected.toString(), "--delivered", delivered.toString()
                                },
                                out))
                        .lines()
                        .map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "topic delivered corrected accuracy", "music 2 1 0.500", "sports 2 0 1.000", "all 4 1 0.750");
    }

    @Test
    void theCommandPrintsItsUsage() {
        assertThat(said(out -> ExportCorrections.run(new String[0], out)))
                .startsWith("Exports the corrections of topics");
        assertThat(said(out -> ExportCorrections.run(new String[] {CONSENT, "mysql://x", "a", "b"}, out)))
                .startsWith("the second argument is not the JDBC URL of a Postgres database");
    }

    @Test
    void nothingIsExportedToWhoDoesNotSayThatTheyMayTrainOnIt() {
        Path corrected = folder.resolve("corrected.csv");

        assertThat(said(out -> ExportCorrections.run(
                        new String[] {postgres.url(), corrected.toString(), corrected.toString()}, out)))
                .contains("--i-may-train-on-this");
        assertThat(corrected).doesNotExist();
    }

    private interface Command {
        void run(PrintStream out);
    }

    private static String said(Command command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        command.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void record(Instant seen, ClassifiedPost... posts) {
        List<ClassifiedPost> all = List.of(posts);
        stores.feeds().record(TestPosts.whole(TestPosts.feed("strings"), "run" + seen, all, seen), all);
    }

    private static ClassifiedPost post(String id, String topic, String title) {
        Post post = new Post(
                new PostId(id),
                new Community("strings"),
                title,
                "a body",
                "https://www.reddit.com/",
                "self",
                "https://www.reddit.com/",
                PostKind.TEXT,
                OptionalInt.of(1),
                OptionalInt.of(1),
                false,
                NOON);
        return new ClassifiedPost(post, topic, 0.9f, "m1");
    }
}
