package tidings.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What others' tools say of the template, where they are installed.
class TemplateToolsTest {
    @Test
    void cfnLintFindsNothing() throws IOException, InterruptedException {
        assertThat(outputOf("cfn-lint", "template.yaml")).isEmpty();
    }

    @Test
    void samFindsItValid() throws IOException, InterruptedException {
        assertThat(outputOf("sam", "validate", "--lint", "--template", "template.yaml"))
                .contains("is a valid SAM Template");
    }

    private static String outputOf(String tool, String... arguments) throws IOException, InterruptedException {
        assumeTrue(isInstalled(tool), tool + " is not installed: not checked");
        ProcessBuilder command = new ProcessBuilder(
                Stream.concat(Stream.of(tool), Stream.of(arguments)).toList());
        command.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
        command.environment().put("SAM_CLI_TELEMETRY", "0");
        Process process = command.directory(TemplateText.project().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isInstalled(String tool) {
        List<String> folders = List.of(System.getenv("PATH").split(":"));
        return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
