package tidings.endtoend;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.cloudwatch.AlarmState;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.stack.Stack;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;
import tidings.localstack.telegram.Person;
import tidings.localstack.template.StackModel;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Going back a version and restoring the database, as the runbook's recipes say, while people go on writing: in a
/// stack of its own, where a minute of CloudWatch takes a second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {

    /// Long enough for a bad version to be replaced before a message has come four times.
    private static final Duration REDELIVERY = Duration.ofSeconds(15);

    private static final String MORE = """
            create table shelf (name text primary key);
            alter table post add column shelf text not null default 'none';
            alter table subreddit add column shelf text references shelf;
            """;
    private static final String WRONG = """
            create table half (id integer primary key);
            insert into half (id) values ('not a number');
            """;

    /// Once read, they need no connection to the database.
    private static final List<String> PUBLIC =
            List.of("/api/stats", "/api/subreddits", "/api/subreddits/sundials", "/api/posts", "/api/categorization");

    private static final Path PROJECT = Project.root();

    private final Tidings tidings = Tidings.start(
            PROJECT,
            LocalOptions.SANDBOXES,
            settings -> settings.logs(PROJECT.resolve("localstack/tests/target/recovery"))
                    .firing(StackSettings.Firing.BY_HAND)
                    .visibility(REDELIVERY)
                    .alarmSpeed(60),
            StartupListener.SILENT);
    private final Stack stack = tidings.stack();
    private final Database database = new Database(tidings);
    private final Chat ada = new Chat(person("Ada"));
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLost() {
        assertThat(stack.model().queues())
                .filteredOn(queue -> queue.id().endsWith("DeadLetterQueue"))
                .isNotEmpty()
                .allSatisfy(queue -> assertThat(waiting(queue)).as(queue.id()).isZero());
    }

    @AfterAll
    void stop() {
        tidings.close();
    }

    @Test
    void aVersionThatFailsIsToldAndTheOneBeforeServesOnItsSchema() throws SQLException {
        ada.ask("/top hiking");
        Path worse = new OtherVersion(folder)
                .migrations(Map.of("V998__more.sql", MORE))
                .failingBot()
                .template();
        stack.update(settings -> settings.template(worse));

        List<Chat> people = new ArrayList<>();
        await("the card of the alarm")
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Chat one = new Chat(person("Person " + people.size()));
                    one.person().says("/top java");
                    people.add(one);
                    return told("BotErrorsAlarm");
                });
        stack.update(settings -> settings.template(PROJECT.resolve("template.yaml")));

        assertThat(people).allSatisfy(one -> {
            assertThat(one.awaitAnswer(0).text()).contains("r/java");
            assertThat(one.person().hears()).hasSize(1);
        });
        assertThat(ada.ask("/top gardening").text()).contains("r/gardening · top of the day");
        assertThat(database.values("select distinct shelf from post")).containsExactly("none");
        await("the alarm's end")
                .atMost(Chat.PATIENCE)
                .until(() -> alarm("BotErrorsAlarm").state().equals(AlarmState.OK));
    }

    @Test
    void aMigrationThatFailsLeavesTheVersionBeforeServing() throws SQLException {
        List<Long> bot = stack.environments("BotFunction");
        Path wrong = new OtherVersion(folder)
                .migrations(Map.of("V998__more.sql", MORE, "V999__wrong.sql", WRONG))
                .failingBot()
                .template();

        assertThatThrownBy(() -> stack.update(settings -> settings.template(wrong)))
                .hasMessageStartingWith("Migrations is not updated: A migration failed and the schema is unchanged: ")
                .hasMessageContaining("V999__wrong.sql")
                .hasNoSuppressedExceptions();

        assertThat(stack.environments("BotFunction")).containsAnyElementsOf(bot);
        assertThat(database.values("select tablename from pg_tables where tablename = 'half'"))
                .isEmpty();
        assertThat(ada.ask("/top movies").text()).contains("r/movies · top of the day");
    }

    @Test
    void aDatabaseThatIsLostComesBackFromItsSnapshot() throws SQLException, IOException, InterruptedException {
        ada.ask("/top sundials year");
        String learned = "select encode(prior, 'hex') from subreddit where name = 'sundials' and prior is not null";
        await("all posts are classified")
                .atMost(Chat.PATIENCE)
                .until(() -> waiting(queue("PostsQueue")) == 0
                        && !database.values(learned).isEmpty());
        database.execute("insert into subreddit (name, fixed_topic) values ('photography', 'science')");
        List<String> prior = database.values(learned);
        Path snapshot = folder.resolve("snapshot");
        stack.database().snapshot(snapshot);

        byte[] smokeTest = Files.readAllBytes(PROJECT.resolve("events/bot/smoke-test.json"));
        assertThat(stack.invoke("BotFunction", smokeTest)).isInstanceOf(InvocationResult.Answered.class);
        List<HttpResponse<String>> seen = new ArrayList<>();
        for (String path : PUBLIC) {
            seen.add(get(path, "\"nothing\""));
        }
        stack.database().close();
        for (HttpResponse<String> before : seen) {
            String path = before.uri().getPath();
            assertThat(before.statusCode()).as(path).isEqualTo(200);
            String tag = before.headers().firstValue("etag").orElseThrow();
            assertThat(get(path, tag).statusCode()).as(path).isEqualTo(304);
            assertThat(get(path, "\"nothing\"").body()).as(path).isEqualTo(before.body());
        }
        assertThat(stack.invoke("BotFunction", smokeTest)).isInstanceOf(InvocationResult.Failed.class);
        assertThat(ada.ask("/top space").text()).contains("I can’t reach my database right now");
        Chat bob = new Chat(person("Bob"));
        request("photography", bob.person());
        await("posts that wait").atMost(Chat.PATIENCE).until(() -> waiting(queue("PostsQueue")) > 0);
        stack.update(settings -> settings.parameter("DatabaseSnapshot", snapshot.toString()));

        assertThat(bob.awaitAnswer(0).text()).contains("r/photography").contains("Science");
        assertThat(ada.ask("/top space").text()).contains("r/space · top of the day");
        assertThat(database.values(learned)).isEqualTo(prior);
        assertThat(ada.ask("/top sundials year").text()).contains("r/sundials · top of the year");
        assertThat(database.values("select distinct topic from post where subreddit = 'photography'"))
                .containsExactly("science");
    }

    private HttpResponse<String> get(String path, String known) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stack.url("Api").resolve(path))
                .header("If-None-Match", known)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private Person person(String name) {
        return tidings.telegram().orElseThrow().person(name);
    }

    /// A request for a feed that somebody waits for.
    private void request(String subreddit, Person person) {
        String request = """
                {"type": "scrape-requested/1", "listing": {"subreddit": "%s", "period": "day"}, "run": "920000001",
                 "waiting": [{"chat": %d, "card": "u:920000001", "cause": "920000001"}]}""".formatted(subreddit, person.chat().value());
        stack.queues()
                .client()
                .sendMessage(sent -> sent.queueUrl(queue("ScrapeQueue").url()).messageBody(request));
    }

    private StackModel.Queue queue(String id) {
        return stack.model().queue(id);
    }

    /// Also those in work, and those that are not to come yet.
    private int waiting(StackModel.Queue queue) {
        Map<QueueAttributeName, String> attributes = stack.queues().attributes(queue);
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private boolean told(String alarm) {
        String symptom =
                alarm(alarm).description().lines().findFirst().orElseThrow().substring(0, 40);
        return tidings.operators().orElseThrow().hears().stream()
                .anyMatch(message -> message.text().contains(symptom));
    }

    private CloudWatch.Status alarm(String id) {
        return stack.cloudWatch().statuses().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
