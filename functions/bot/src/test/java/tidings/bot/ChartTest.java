package tidings.bot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// Pictures of numbers, where there is no screen and no font.
class ChartTest {
    private static final Map<String, Integer> TOPICS = new TreeMap<>(Map.of(
            "🎮 Gaming", 40, "💻 Programming & Software", 30, "🥗 Küche", 9, "A", 5, "B", 4, "C", 3, "D", 2, "E", 1));

    /// Draws into the file that the argument names.
    static final class Drawing {
        public static void main(String[] args) throws IOException {
            Map<Integer, Integer> hours = new TreeMap<>();
            IntStream.range(0, 24).forEach(hour -> hours.put(hour, hour * hour % 17));
            Files.write(Path.of(args[0]), new Chart(Texts.of("de"), args.length > 1).png(TOPICS, hours));
        }
    }

    @Test
    void aProcessWithoutFontsDrawsTheSamePicture(@TempDir Path folder) throws IOException, InterruptedException {
        Path bare = folder.resolve("bare.png");
        Path usual = folder.resolve("usual.png");
        Files.writeString(folder.resolve("libfontconfig.so.1"), "no library");
        ProcessBuilder drawing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Drawing.class.getName(),
                        bare.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .directory(folder.toFile());
        drawing.environment().putAll(Map.of("FONTCONFIG_FILE", "/dev/null", "LD_LIBRARY_PATH", folder.toString()));
        assertThat(drawing.start().waitFor())
                .as(Files.readString(folder.resolve("log"), StandardCharsets.UTF_8))
                .isZero();
        Drawing.main(new String[] {usual.toString()});

        assertThat(Files.readAllBytes(bare))
                .isEqualTo(Files.readAllBytes(usual))
                .hasSizeBetween(10_000, 100_000);
    }

    @Test
    void aSinglePostIsDrawn() {
        assertThat(new Chart(Texts.of("en"), true).png(Map.of("Music", 1), Map.of(0, 1)))
                .isNotEmpty();
    }
}
