package tidings.loadtest.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.loadtest.budgets.Gates;
import tidings.localstack.lambda.FunctionProcess;

import static org.assertj.core.api.Assertions.assertThat;

/// What the packaged webhook weighs, against `loadtest/budgets.yaml`.
class WebhookWeightIT {
    @TempDir
    private Path work;

    @Test
    void thePackagedWebhookKeepsItsLimits() throws IOException, InterruptedException {
        Path project = project();
        byte[] event = Files.readAllBytes(project.resolve("events/webhook/top-command.json"));
        JavaSubject webhook = JavaSubject.shipped("webhook", project, "WebhookFunction", new FunctionProcess(work));

        try (Network network = Network.plain()) {
            Weight weight = Weight.of(webhook, network, event);

            System.out.println(weight);
            assertThat(Gates.of(project, "coldstart").over(weight.measures("webhook")))
                    .isEmpty();
        }
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
