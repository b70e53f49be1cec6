package tidings.encoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.aws.Env;
import tidings.testing.LogCapture;

import static org.assertj.core.api.Assertions.assertThat;

class EncoderLayerTest {
    @TempDir
    Path folder;

    @Test
    void aFunctionWithoutTheLayerHasNoEncoderAndSaysNothing() {
        try (LogCapture log = LogCapture.ofEverything()) {
            assertThat(EncoderLayer.from(Env.of(Map.<String, String>of()::get)).load())
                    .isEmpty();
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void aLayerWithoutTheModelIsNamedInTheLog() {
        try (LogCapture log = LogCapture.ofEverything()) {
            assertThat(EncoderLayer.from(Env.of(Map.of("ENCODER", folder.toString())::get))
                            .load())
                    .isEmpty();
            assertThat(log.messages())
                    .anyMatch(line -> line.startsWith(
                            "the encoder is off: " + folder.resolve("e5-small-v2-q.onnx") + " cannot be read"));
        }
    }

    @Test
    void aDamagedModelIsNamedInTheLog() throws IOException {
        EncoderFiles files = TinyModel.write(folder);
        Files.writeString(files.model().path(), "cut");
        try (LogCapture log = LogCapture.ofEverything()) {
            assertThat(EncoderLayer.load(files)).isEmpty();
            assertThat(log.messages())
                    .anyMatch(line -> line.startsWith(
                            "the encoder is off: " + files.model().path() + " is damaged"));
        }
    }

    @Test
    void aModelThatCanBeLoadedEncodes() throws IOException {
        assertThat(EncoderLayer.load(TinyModel.write(folder)).orElseThrow().encode("c"))
                .containsExactly(0, 0, 1, 0, 0, 0, 0, 0);
    }
}
