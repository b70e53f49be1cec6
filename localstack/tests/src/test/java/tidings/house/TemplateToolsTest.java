package tidings.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What others' tools say of the template, where they are installed.
class TemplateToolsTest {
    private static final int MODULES_ARE_MISSING = 3;

    @ParameterizedTest
    @ValueSource(strings = {"template.yaml", ".github/role.yaml"})
    void cfnLintFindsNothing(String template) throws IOException, InterruptedException {
        assertThat(outputOf("cfn-lint", template)).isEmpty();
    }

    @Test
    void samFindsItValid() throws IOException, InterruptedException {
        assertThat(outputOf("sam", "validate", "--lint", "--template", "template.yaml"))
                .contains("is a valid SAM Template");
    }

    /// moto plays the part of AWS; `localstack/moto_stack.py` names what it leaves out.
    @Test
    void motoMakesTheStackChangesItAndTakesItAway() throws IOException, InterruptedException {
        List<Path> pythons = Tool.installed("python3");
        Optional<Tool.Run> run = Optional.empty();
        for (Path python : pythons) {
            run = Optional.of(Tool.run(python, "localstack/moto_stack.py", "template.yaml"))
                    .filter(ended -> ended.status() != MODULES_ARE_MISSING);
            if (run.isPresent()) {
                break;
            }
        }
        assumeTrue(run.isPresent(), "no python3 with moto, boto3 and aws-sam-translator: not checked");

        assertThat(run.get().status()).as(run.get().output()).isZero();
    }

    private static String outputOf(String name, String... arguments) throws IOException, InterruptedException {
        Optional<Path> tool = Tool.installed(name).stream().findFirst();
        assumeTrue(tool.isPresent(), name + " is not installed: not checked");
        Tool.Run run = Tool.run(tool.get(), arguments);
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }
}
