package tidings.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Nothing is lost, and once is enough.
@ExtendWith(SharedTidings.class)
class DeliveryIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Tidings tidings;
    private final URI webhook;
    private final String secret;

    DeliveryIT(Tidings tidings) {
        this.tidings = tidings;
        this.webhook = tidings.stack().url("WebhookFunction");
        this.secret = tidings.stack().secrets().text("WebhookSecret");
    }

    @Test
    void anUpdateThatComesTenTimesHasOneEffect() throws IOException, InterruptedException {
        Person ada = tidings.telegram().orElseThrow().person("Ada");
        String update = update(900_000_001, ada, "/help");

        for (int i = 0; i < 10; i++) {
            assertThat(post(update, secret)).isEqualTo(200);
        }
        Chat chat = new Chat(ada);
        chat.awaitAnswer(0);
        chat.ask("/topics");

        assertThat(ada.hears()).hasSize(2);
    }

    @Test
    void aWrongSecretQueuesNothing() throws IOException, InterruptedException {
        Person ada = tidings.telegram().orElseThrow().person("Ada");

        assertThat(post(update(900_000_002, ada, "/help"), "wrong")).isEqualTo(401);
        assertThat(post(update(900_000_003, ada, "/help"), null)).isEqualTo(401);
        new Chat(ada).ask("/topics");

        assertThat(ada.hears())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).startsWith("Topics"));
    }

    @Test
    void whatIsNoUpdateIsAcceptedSoThatTelegramDoesNotRepeatIt() throws IOException, InterruptedException {
        for (String body : List.of("", "{}", "[]", "not json", "{\"update_id\":\"x\"}")) {
            assertThat(post(body, secret)).as(body).isEqualTo(200);
        }
    }

    /// The spans are asked by no other test and kept warm by nobody: the answer must come from a fetch.
    @ParameterizedTest
    @CsvSource({
        "BotFunction, UpdatesQueue, /help, Here’s what I can do",
        "ScraperFunction, ScrapeQueue, /top books year, r/books",
        "CategorizerFunction, PostsQueue, /top dogs year, r/dogs",
        "SenderFunction, OutboxQueue, /help, Here’s what I can do"
    })
    void aFunctionKilledInTheMiddleOfItsWorkLosesNothing(String function, String queue, String text, String expected)
            throws IOException, InterruptedException {
        Person ada = tidings.telegram().orElseThrow().person("Ada");
        List<Long> processes = tidings.stack().environments(function);
        Signals.send("STOP", processes);

        ada.says(text);
        await("the message is in work").atMost(Chat.PATIENCE).until(() -> inWork(queue) > 0);
        Signals.send("KILL", processes);

        assertThat(new Chat(ada).awaitAnswer(0).text()).contains(expected);
        assertThat(ada.hears()).hasSize(1);
        await("the processes are gone")
                .atMost(Chat.PATIENCE)
                .untilAsserted(() ->
                        assertThat(tidings.stack().environments(function)).doesNotContainAnyElementsOf(processes));
    }

    private int inWork(String queue) {
        Map<QueueAttributeName, String> attributes =
                tidings.stack().queues().attributes(tidings.stack().model().queue(queue));
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private int post(String body, String shownSecret) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (shownSecret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", shownSecret);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static String update(long id, Person person, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 1, "date": 1795168800, "text": "%s",
                 "chat": {"id": %d, "type": "private"}}}""".formatted(id, text, person.chat().value());
    }
}
