package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Which of the bot's messages answers whom, as the sandbox Telegram tells it.
class ReceiptsTest {
    private final TelegramSettings settings = TelegramSettings.local();

    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(settings);

    @AutoClose
    private final SandboxTelegram telegram = new SandboxTelegram(sandbox.apiAddress());

    @AutoClose
    private final Receipts receipts = new Receipts(telegram);

    @AutoClose
    private final HttpClient bot = HttpClient.newHttpClient();

    private final long chat =
            telegram.post("chats", Map.of("name", "Ada")).path("id").asLong();

    @Test
    void whatSomebodySaysBecomesAnUpdateOfItsOwn() throws Exception {
        Ask first = say("/help");
        Ask second = say("/topics");
        await().atMost(Duration.ofSeconds(90)).until(() -> second.update().isPresent());

        assertThat(second.update().getAsLong()).isEqualTo(first.update().getAsLong() + 1);
        send("Topics", "");
        assertThat(second.answer().orTimeout(30, TimeUnit.SECONDS).join().card())
                .isPresent();
        assertThat(first.isAnswered()).isFalse();
    }

    @Test
    void whatTelegramRefusesTakesNoUpdateOfAnother() {
        Ask refused = new Ask("[gone]", chat, Optional.empty(), 0);
        receipts.expect(refused);
        receipts.withdraw(refused);
        Ask next = say("/help");
        await().atMost(Duration.ofSeconds(90)).until(() -> next.update().isPresent());

        assertThat(refused.update()).isEqualTo(OptionalLong.empty());
    }

    @Test
    void aCardIsPressedAsItIsNowNotAsItWasWhenItAnswered() {
        Map<String, Object> reading = message("I’m reading r/java");
        Map<String, Object> read = message("Three posts a day");
        ObjectMapper json = new ObjectMapper();
        Ask waiting = say("/follow java");
        changed("message", Map.of("message", reading));
        JsonNode card = waiting.answer().join().card().orElseThrow();
        assertThat(receipts.latest(chat, card)).isEqualTo(card);

        changed("edited", Map.of("message", read));
        assertThat(receipts.latest(chat, card)).isEqualTo(json.valueToTree(read));
        assertThat(receipts.latest(chat + 1, card)).as("of another chat").isEqualTo(card);
        JsonNode other = json.valueToTree(Map.of("message_id", 10, "text", "Topics"));
        assertThat(receipts.latest(chat, other)).isEqualTo(other);
    }

    @Test
    void answersWithAMarkAreForThoseWhoseMarkItIs() throws Exception {
        List<Ask> storm = List.of(stormy(0), stormy(1));
        send("I know no topic " + Storm.mark(1), "");
        storm.get(1).answer().orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(storm.getFirst().isAnswered()).isFalse();
        assertThat(receipts.seen()).hasSize(1);
    }

    @Test
    void aFollowedPostAnswersNobody() throws Exception {
        Ask waiting = say("/help");
        send("A post", "🔕 r/java");
        await().atMost(Duration.ofSeconds(90)).until(() -> receipts.deliveries().size() == 1);

        assertThat(waiting.isAnswered()).isFalse();
    }

    @Test
    void neitherDoThePicturesOfAFollowedGallery() {
        Ask waiting = new Ask("/help", chat, Optional.empty(), 0);
        receipts.expect(waiting);

        for (int picture = 1; picture <= 3; picture++) {
            Map<String, Object> message = new HashMap<>(message(""));
            message.put("media_group_id", "7");
            changed("message", Map.of("message", message));
        }

        assertThat(waiting.isAnswered()).isFalse();
        assertThat(receipts.deliveries()).hasSize(3);
    }

    @Test
    void wordsThatAreTooLateForAPressAnswerItOnceTheyAreAMessageWhateverWasAskedMeanwhile() {
        Ask silent = press("[Next]");
        Ask spoken = press("[Remove]");
        Ask next = new Ask("/help", chat, Optional.empty(), 0);
        receipts.expect(next);

        changed("late", Map.of("text", ""));
        changed("late", Map.of("text", "Only administrators can do that here."));
        assertThat(silent.isAnswered()).as("nothing is to be said").isTrue();
        assertThat(spoken.isAnswered()).isFalse();

        changed("message", Map.of("message", message("Only administrators can do that here.")));
        assertThat(spoken.isAnswered()).isTrue();
        assertThat(next.isAnswered()).isFalse();

        changed("message", Map.of("message", message("Only administrators can do that here.")));
        assertThat(next.isAnswered()).isTrue();
    }

    private static Map<String, Object> message(String text) {
        return Map.of("message_id", 9, "from", Map.of("is_bot", true), "text", text);
    }

    private void changed(String kind, Map<String, Object> body) {
        Map<String, Object> told = new HashMap<>(body);
        told.put("chat", chat);
        receipts.changed(new ObjectMapper().valueToTree(Map.of("kind", kind, "at", 1, "body", told)));
    }

    private Ask press(String button) {
        Ask ask = new Ask(button, chat, Optional.of(1L), 0);
        receipts.expect(ask);
        return ask;
    }

    private Ask say(String text) {
        Ask ask = new Ask(text, chat, Optional.empty(), 0);
        receipts.expect(ask);
        telegram.post("chats/" + chat + "/messages", Map.of("text", text));
        return ask;
    }

    private Ask stormy(int number) {
        Ask ask = new Ask("/topic", chat, Optional.empty(), 0);
        receipts.expect(ask, Storm.mark(number));
        telegram.post("chats/" + chat + "/messages", Map.of("text", Storm.text(number)));
        return ask;
    }

    private void send(String text, String button) throws IOException, InterruptedException {
        String markup = button.isEmpty()
                ? ""
                : ", \"reply_markup\": {\"inline_keyboard\": [[{\"text\": \"%s\", \"callback_data\": \"x\"}]]}"
                        .formatted(button);
        String body = "{\"chat_id\": %d, \"text\": \"%s\"%s}".formatted(chat, text, markup);
        HttpRequest request = HttpRequest.newBuilder(
                        sandbox.apiAddress().resolve("/bot" + settings.token() + "/sendMessage"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(bot.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
