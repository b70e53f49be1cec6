package tidings.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class EncoderTest {
    @TempDir
    Path folder;

    private EncoderFiles files;
    private Encoder encoder;

    @BeforeEach
    void open() throws IOException {
        files = TinyModel.write(folder);
        encoder = Encoder.open(files);
    }

    @AfterEach
    void close() {
        encoder.close();
    }

    @Test
    void aVectorIsTheMeanOfAllTokensAtUnitLength() {
        float half = (float) Math.sqrt(0.5);
        assertThat(encoder.encode("c")).containsExactly(0, 0, 1, 0, 0, 0, 0, 0);
        assertThat(encoder.encode("A b")).containsExactly(new float[] {half, half, 0, 0, 0, 0, 0, 0}, within(1e-6f));
        assertThat(encoder.encode("a a a b"))
                .containsExactly(
                        new float[] {(float) Math.sqrt(0.9), (float) Math.sqrt(0.1), 0, 0, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void onlyTheFirst96TokensCount() {
        // Two marks and the two tokens of the prefix are among them.
        String fits = "a ".repeat(92);
        assertThat(encoder.encode(fits + "b ".repeat(500))).isEqualTo(encoder.encode(fits));
        assertThat(encoder.encode("a ".repeat(91) + "b")).isNotEqualTo(encoder.encode(fits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d a", "a \udc00", "\u0000 a", "\ud83d\ude00 a", "漢字 a", "\u200b a \u202e"})
    void anyTextHasAVectorOfUnitLength(String text) {
        float squares = 0;
        for (float value : encoder.encode(text)) {
            squares += value * value;
        }
        assertThat(squares).isCloseTo(1, within(1e-4f));
    }

    @Test
    void severalThreadsGetTheVectorsThatOneGets() throws Exception {
        List<String> texts = IntStream.range(0, 400)
                .mapToObj(i -> "a ".repeat(1 + i % 7) + "b ".repeat(i % 5) + "c")
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> vectors = texts.stream()
                    .map(text -> threads.submit(() -> encoder.encode(text)))
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(vectors.get(i).get()).isEqualTo(encoder.encode(texts.get(i)));
            }
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        for (EncoderFiles.Pinned file : List.of(files.tokenizer(), files.model())) {
            Files.delete(file.path());
            assertThatThrownBy(() -> Encoder.open(files))
                    .isInstanceOf(EncoderException.class)
                    .hasMessage(file.path() + " cannot be read");
        }
    }

    @Test
    void aDamagedFileIsNamedWithBothDigests() throws IOException {
        for (EncoderFiles.Pinned file : List.of(files.tokenizer(), files.model())) {
            byte[] bytes = Files.readAllBytes(file.path());
            bytes[bytes.length / 2] ^= 1;
            Files.write(file.path(), bytes);
            assertThatThrownBy(() -> Encoder.open(files))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageMatching(Pattern.quote(file.path().toString())
                            + " is damaged: its SHA-256 is [0-9a-f]{64}, not " + file.sha256());
        }
    }

    @Test
    void aModelThatCannotBeReadIsNamed() throws IOException {
        Path model = Files.writeString(folder.resolve("other.onnx"), "no model");
        EncoderFiles broken = new EncoderFiles(TinyModel.pinned(model), files.tokenizer());
        assertThatThrownBy(() -> Encoder.open(broken))
                .isInstanceOf(EncoderException.class)
                .hasMessage(model + " cannot be loaded");
    }

    @Test
    void aTokenizerThatCannotBeReadIsNamedWithItsModel() throws IOException {
        Path tokenizer = Files.writeString(folder.resolve("other.json"), "no tokenizer");
        EncoderFiles broken = new EncoderFiles(files.model(), TinyModel.pinned(tokenizer));
        assertThatThrownBy(() -> Encoder.open(broken))
                .isInstanceOf(EncoderException.class)
                .hasMessage(files.model().path() + " cannot be loaded");
    }
}
