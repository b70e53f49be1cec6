package tidings.localstack.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.localstack.template.Place;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionCodeTest {
    @TempDir
    Path folder;

    private FunctionCode unpack(String... layers) throws IOException {
        Path code = zip("function", "Handler.class", "");
        CodeStore store = new CodeStore(folder.resolve("work"));
        StackModel.Function function = new StackModel.Function(
                "Probe",
                "probe",
                "arn",
                code,
                "Handler",
                List.of(layers).stream()
                        .map(layer -> folder.resolve(layer + ".zip"))
                        .toList(),
                512,
                Duration.ofSeconds(2),
                Map.of(),
                StackModel.Initialization.ON_DEMAND,
                OptionalInt.empty(),
                false,
                new StackModel.Logging("Text", Optional.empty(), Optional.empty()),
                List.of(),
                new Place("test", 1));
        return FunctionCode.unpack(function, new RuntimeClient("client.jar", folder), store);
    }

    private Path zip(String name, String entry, String content) throws IOException {
        Path path = folder.resolve(name + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }

    @Test
    void aVariableThatNamesAFileOfALayerNamesItOnThisMachine() throws IOException {
        zip("first", "model/weights", "one");
        zip("second", "other/weights", "two");
        FunctionCode code = unpack("first", "second");

        assertThat(Path.of(code.mounted("/opt/model/weights"))).hasContent("one");
        assertThat(Path.of(code.mounted("/opt/other"))).isDirectory();
    }

    @Test
    void theLastOfSeveralLayersWins() throws IOException {
        zip("first", "weights", "one");
        zip("second", "weights", "two");

        assertThat(Path.of(unpack("first", "second").mounted("/opt/weights"))).hasContent("two");
    }

    @Test
    void everyOtherValueStaysAsItIs() throws IOException {
        zip("first", "weights", "one");
        FunctionCode code = unpack("first");

        assertThat(List.of("", "/opt", "/opt/missing", "x/opt/weights", "\u0000"))
                .allSatisfy(value -> assertThat(code.mounted(value)).isEqualTo(value));
    }

    @Test
    void theTwinOfALayerForThisMachineIsUsedInItsPlace() throws IOException {
        zip("first", "weights", "of Lambda");
        zip("first-local", "weights", "of this machine");

        assertThat(Path.of(unpack("first").mounted("/opt/weights"))).hasContent("of this machine");
    }
}
