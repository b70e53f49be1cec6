package tidings.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.Person;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class LogsIT {
    private final Tidings tidings;

    LogsIT(Tidings tidings) {
        this.tidings = tidings;
    }

    @Test
    void tellNothingOfPeopleAndSecrets() throws IOException {
        Person ada = tidings.telegram().orElseThrow().person("Ada Quillfeather");
        Chat chat = new Chat(ada);
        chat.ask("/classify zanzibarplanted secret words");
        chat.ask("/top zanzibarplanted");
        chat.ask("/top java");

        for (String function : functions()) {
            assertThat(Files.readString(tidings.stack().log(function)))
                    .as(function)
                    .isNotEmpty()
                    .doesNotContain(
                            "secret words",
                            "Quillfeather",
                            Long.toString(ada.chat().value()),
                            tidings.stack().secrets().text("WebhookSecret"),
                            tidings.stack().secrets().text("BotTokenSecret"),
                            "sandbox-secret");
        }
    }

    @Test
    void followAnUpdateThroughEveryFunctionByItsCorrelation() throws IOException {
        Person ada = tidings.telegram().orElseThrow().person("Ada");
        new Chat(ada).ask("/top photography year");
        String webhookLog = Files.readString(tidings.stack().log("WebhookFunction"));
        String correlation = webhookLog
                .substring(webhookLog.lastIndexOf("\"correlation_id\":\"u") + 18)
                .replaceAll("(?s)\".*", "");

        for (String function : List.of("BotFunction", "ScraperFunction", "CategorizerFunction")) {
            await("the correlation in the log of " + function)
                    .atMost(Chat.PATIENCE)
                    .until(() -> Files.readString(tidings.stack().log(function)).contains("\"" + correlation + "\""));
        }
    }

    @Test
    void everySampleEventIsOneThatItsFunctionTakes() throws IOException, InterruptedException {
        // What only a deployment calls tells CloudFormation or CodeDeploy, who are not here.
        for (String function : wokenFunctions()) {
            String name = function.replaceFirst("Function$", "").toLowerCase(java.util.Locale.ROOT);
            try (var samples = Files.list(Project.root().resolve("events").resolve(name))) {
                for (var sample : samples.sorted().toList()) {
                    assertThat(tidings.stack().invoke(function, Files.readAllBytes(sample)))
                            .as(function + " " + sample.getFileName())
                            .isInstanceOf(InvocationResult.Answered.class);
                }
            }
        }
    }

    private List<String> wokenFunctions() {
        return tidings.stack().model().functions().stream()
                .filter(tidings.stack().model()::isWoken)
                .map(function -> function.id())
                .toList();
    }

    private List<String> functions() {
        return tidings.stack().model().functions().stream()
                .map(function -> function.id())
                .toList();
    }
}
