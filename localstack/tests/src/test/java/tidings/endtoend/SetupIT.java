package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.stack.StartupListener;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Value;
import tidings.telegram.Texts;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What a deployment does once, as the local stack did it with the packaged functions and the template's properties.
@ExtendWith(SharedTidings.class)
class SetupIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tidings tidings;
    private final Sandbox sandbox;

    SetupIT(Tidings tidings) {
        this.tidings = tidings;
        this.sandbox = Sandbox.of(tidings);
    }

    @Test
    void theWebhookIsRegisteredAsTheTemplateSays() throws Exception {
        JsonNode info = webhookInfo();

        assertThat(info.path("url").asText())
                .isEqualTo(tidings.stack().url("WebhookFunction").toString());
        assertThat(info.path("max_connections").asInt())
                .as("those of the profile development")
                .isEqualTo(20);
        JsonNode expected = menu();
        assertThat(info.path("allowed_updates")).containsExactlyInAnyOrderElementsOf(expected.path("allowed_updates"));
    }

    /// The menu is generated from the commands; a test of theirs holds that it is up to date.
    @Test
    void theMenuOfCommandsIsRegisteredInEachLanguage() throws Exception {
        JsonNode expected = menu();

        assertThat(sandbox.call("getMyCommands", JSON.createObjectNode())).isEqualTo(expected.path(Texts.DEFAULT));
        for (String language : Texts.LANGUAGES) {
            if (!language.equals(Texts.DEFAULT)) {
                assertThat(sandbox.call("getMyCommands", JSON.createObjectNode().put("language_code", language)))
                        .as(language)
                        .isEqualTo(expected.path(language));
            }
        }
    }

    private static JsonNode menu() throws IOException {
        try (InputStream menu = Texts.class.getResourceAsStream("commands.json")) {
            return JSON.readTree(menu);
        }
    }

    private JsonNode webhookInfo() {
        return sandbox.call("getWebhookInfo", JSON.createObjectNode());
    }

    @Test
    void theSchemaBelongsToTheDatabasesOwner() throws IOException, SQLException {
        String owner = JSON.readTree(tidings.stack().secrets().text("Database.MasterUserSecret"))
                .path("username")
                .asText();
        try (Connection connection =
                        tidings.stack().database().superuser("tidings").getConnection();
                Statement statement = connection.createStatement();
                ResultSet owners = statement.executeQuery(
                        "select distinct tableowner from pg_tables where schemaname = 'public'")) {
            assertThat(owners.next()).isTrue();
            assertThat(owners.getString(1)).isEqualTo(owner);
            assertThat(owners.next()).isFalse();
        }
    }

    @Test
    void theOwnersPasswordReachesNoLog() throws IOException {
        String owner = tidings.stack().secrets().text("Database.MasterUserSecret");
        String password = JSON.readTree(owner).path("password").asText();

        assertThat(password).hasSize(32);
        for (String function : List.of("MigrationsFunction", "SchemaFunction", "RegistrationFunction")) {
            assertThat(Files.readString(tidings.stack().log(function)))
                    .as(function)
                    .isNotEmpty()
                    .doesNotContain(password);
        }
    }

    @Test
    void everySampleEventIsAnswered() throws Exception {
        assertThat(answer("migrations-create").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer("migrations-update").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer("migrations-delete").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer("registration-create-with-wrong-token").path("Status").asText())
                .isEqualTo("FAILED");
        assertThat(answer("registration-update").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer("registration-delete").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(webhookInfo().path("url").asText()).isEmpty();
        assertThat(answer("registration-create").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(webhookInfo().path("url").asText()).isNotEmpty();
    }

    @Test
    void aDatabaseThatCannotBeEnteredFailsTheDeploymentWithTheReason() throws Exception {
        JsonNode answer = answer("migrations-update", Map.of("OwnerSecretArn", secret("BotTokenSecret")));

        assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText())
                .startsWith("A migration failed and the schema is unchanged: ")
                .doesNotContain(tidings.stack().secrets().text("BotTokenSecret"));
    }

    @Test
    void aWrongTokenFailsTheStartWithThatSentence() {
        URI api = tidings.telegram().orElseThrow().apiAddress();
        LocalOptions wrongToken = new LocalOptions(
                Optional.of("7000000001:not-the-one-of-the-bot"),
                Optional.empty(),
                api,
                "sandbox",
                Map.of(),
                0,
                0,
                true);

        assertThatThrownBy(() -> Tidings.start(
                        Project.root(),
                        wrongToken,
                        settings -> settings.logs(Project.root().resolve("localstack/tests/target/wrong-token")),
                        StartupListener.SILENT))
                .hasMessage("Registration is not created: Telegram does not know this bot token: ask @BotFather for the"
                        + " right one and deploy again with it as BotToken.");
    }

    private JsonNode answer(String sample) throws Exception {
        return answer(sample, Map.of());
    }

    /// Has the packaged function handle a sample of `events/setup`, with the properties as they are here but for those
    /// given and, in a sample that is about it, a wrong token.
    private JsonNode answer(String sample, Map<String, String> changed) throws Exception {
        Path file = Project.root().resolve("events/setup/" + sample + ".json");
        ObjectNode event = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        StackModel.CustomResource resource = tidings.stack().model().customResources().stream()
                .filter(made -> made.id().equals(event.path("LogicalResourceId").asText()))
                .findFirst()
                .orElseThrow();
        ObjectNode properties = (ObjectNode) event.path("ResourceProperties");
        resource.properties().fields().forEach((name, value) -> {
            boolean isWrongToken = name.equals("BotToken") && sample.endsWith("wrong-token");
            if (value instanceof Value.Text text && !isWrongToken) {
                properties.put(name, text.text());
            }
        });
        changed.forEach(properties::put);
        BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        HttpServer cloudFormation = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext("/", exchange -> {
            try (exchange) {
                answers.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        cloudFormation.start();
        try {
            event.put(
                    "ResponseURL",
                    "http://127.0.0.1:" + cloudFormation.getAddress().getPort() + "/");
            assertThat(tidings.stack()
                            .invoke(resource.function(), event.toString().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(InvocationResult.Answered.class);
            return answers.poll(Chat.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            cloudFormation.stop(0);
        }
    }

    private String secret(String id) {
        return tidings.stack().model().secrets().stream()
                .filter(secret -> secret.id().equals(id))
                .findFirst()
                .orElseThrow()
                .arn();
    }
}
