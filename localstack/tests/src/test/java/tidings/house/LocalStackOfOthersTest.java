package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidings.aws.SharedAws;
import tidings.testing.External;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// The way through LocalStack, for those who have Docker.
class LocalStackOfOthersTest {
    @Test
    void composeStartsTheImageOfTheTestsOnThisMachineOnly() throws IOException {
        Object compose = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Project.root().resolve("localstack/compose.yaml")));

        assertThat(map(map(map(compose).get("services")).get("localstack")))
                .containsEntry("image", SharedAws.IMAGE)
                .containsEntry("ports", List.of("127.0.0.1:4566:4566"));
    }

    @Test
    void localStackDeploysItsPartOfTheTemplate() throws IOException, InterruptedException {
        String endpoint =
                External.require("localstack", Optional.ofNullable(System.getProperty("tidings.aws.endpoint")));
        Path python = External.require("moto", python());

        // Without Docker or the network LocalStack has no DynamoDB.
        Tool.Run deployed = deploy(python, endpoint, "--without", "AWS::DynamoDB::Table");
        Tool.Run deleted = deploy(python, endpoint, "--delete");

        assertThat(deployed.status()).as(deployed.output()).isZero();
        assertThat(TemplateText.read().ofType("AWS::SQS::Queue").keySet()).allMatch(deployed.output()::contains);
        assertThat(deleted).isEqualTo(new Tool.Run(0, "deleted\n"));
    }

    private static Tool.Run deploy(Path python, String endpoint, String... options)
            throws IOException, InterruptedException {
        return Tool.run(
                python,
                Stream.concat(Stream.of("localstack/deploy.py", "--endpoint", endpoint), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Optional<Path> python() throws IOException, InterruptedException {
        for (Path python : Tool.installed("python3")) {
            if (Tool.run(python, "-c", "import boto3, samtranslator").status() == 0) {
                return Optional.of(python);
            }
        }
        return Optional.empty();
    }
}
