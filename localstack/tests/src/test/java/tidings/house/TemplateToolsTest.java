package tidings.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.testing.External;

import static org.assertj.core.api.Assertions.assertThat;

/// What others' tools say of the template, where they are installed.
class TemplateToolsTest {
    private static final int MODULES_ARE_MISSING = 3;

    @ParameterizedTest
    @ValueSource(strings = {"template.yaml", ".github/role.yaml"})
    void cfnLintFindsNothingInEitherRegion(String template) throws IOException, InterruptedException {
        assertThat(outputOf(Tool.required("cfn-lint"), template, "--regions", "us-east-1", "eu-central-1"))
                .isEmpty();
    }

    @Test
    void samAcceptsTheTemplate() throws IOException, InterruptedException {
        assertThat(outputOf(Tool.required("sam"), "validate", "--lint", "--template", "template.yaml"))
                .contains("is a valid SAM Template");
    }

    /// moto plays the part of AWS; `localstack/moto_stack.py` names what it leaves out.
    @Test
    void motoCreatesChangesAndDeletesTheStack() throws IOException, InterruptedException {
        List<Path> pythons = Tool.installed("python3");
        Optional<Tool.Run> run = Optional.empty();
        for (Path python : pythons) {
            run = Optional.of(Tool.run(python, "localstack/moto_stack.py", "template.yaml"))
                    .filter(tried -> tried.status() != MODULES_ARE_MISSING);
            if (run.isPresent()) {
                break;
            }
        }
        Tool.Run ended = External.require("moto", run);

        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private static String outputOf(Path tool, String... arguments) throws IOException, InterruptedException {
        Tool.Run run = Tool.run(tool, arguments);
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }
}
