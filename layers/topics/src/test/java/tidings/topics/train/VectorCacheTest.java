package tidings.topics.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class VectorCacheTest {
    private static final TrainingProgress SILENT =
            new TrainingProgress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    private static final int SIZE = 12;

    @TempDir
    Path folder;

    private final List<String> encoded = new ArrayList<>();

    private static List<LabelledPost> posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PostText("Title " + i, "Body", "self"))
                .map(text -> new LabelledPost("a", "music", text, "", "", "test"))
                .toList();
    }

    private float[] encode(String text) {
        encoded.add(text);
        return vector(text);
    }

    private static float[] vector(String text) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[SIZE];
        double squares = 0;
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private VectorCache open(String version) throws IOException {
        return new VectorCache(folder, version, SIZE);
    }

    private void encode(List<LabelledPost> posts, String version) throws IOException {
        try (VectorCache cache = open(version)) {
            Encode.encode(posts, this::encode, cache, SILENT);
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void eachPostIsEncodedOnceHoweverOftenItIsStoppedAndStarted() throws IOException {
        encode(posts(3), "v");
        encode(posts(7), "v");
        encode(posts(7), "v");
        assertThat(encoded).hasSize(7).doesNotHaveDuplicates();
        try (VectorCache cache = open("v")) {
            for (LabelledPost post : posts(7)) {
                assertThat(cache.get(post.text()).orElseThrow())
                        .containsExactly(vector(post.text().title() + "\nBody"), within(1e-3f));
            }
            assertThat(cache.all(posts(8))[7]).isNull();
        }
    }

    @Test
    void theBytesDependOnNothingButTextsAndOrder() throws IOException {
        encode(posts(5), "v");
        byte[] once = Files.readAllBytes(file());
        Files.delete(file());
        encode(posts(2), "v");
        encode(posts(5), "v");
        assertThat(Files.readAllBytes(file())).isEqualTo(once);
    }

    @Test
    void aRecordThatACrashCutIsEncodedAgain() throws IOException {
        encode(posts(4), "v");
        byte[] whole = Files.readAllBytes(file());
        for (int cut = 1; cut <= whole.length / 4; cut++) {
            Files.write(file(), Arrays.copyOf(whole, whole.length - cut));
            encoded.clear();
            encode(posts(4), "v");
            assertThat(encoded).containsExactly("Title 3\nBody");
            assertThat(Files.readAllBytes(file())).isEqualTo(whole);
        }
    }

    @Test
    void anotherEncoderHasAnotherFile() throws IOException {
        encode(posts(2), "v");
        encode(posts(2), "w");
        assertThat(encoded).hasSize(4);
    }

    @Test
    void aVectorThatIsNotOfUnitLengthIsDamage() throws IOException {
        encode(posts(2), "v");
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, bytes.length - 2 * SIZE, bytes.length, (byte) 0);
        Files.write(file(), bytes);
        try (VectorCache cache = open("v")) {
            assertThat(cache.get(posts(1).getFirst().text())).isPresent();
            assertThatThrownBy(() -> cache.all(posts(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file() + " is damaged: the vector at byte 40 has the length 0.000000, not 1");
        }
    }

    @Test
    void onlyTheTitleAndTheBeginningOfTheBodyAreEncoded() throws IOException {
        String body = "b".repeat(255);
        List<LabelledPost> posts = Stream.of(body + "cd", body + "c", body + "\ud83d\ude00", "", "  ")
                .map(text -> new LabelledPost("a", "music", new PostText("t", text, "x.com"), "", "", "test"))
                .toList();
        encode(posts, "v");
        assertThat(encoded).containsExactly("t\n" + body + "c", "t\n" + body, "t");
    }

    @Test
    void aMissingModelIsNamed() throws IOException {
        Path posts = Files.writeString(
                folder.resolve("posts.csv"), "subreddit,category,title,selftext,domain\na,music,t,,self\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Encode.run(
                new String[] {
                    "--posts", posts.toString(), "--encoder", folder.toString(), "--vectors", folder.toString()
                },
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(folder.resolve("e5-small-v2-q.onnx") + " cannot be read");
    }
}
