package tidings.api;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.chats.ChatState;
import tidings.chats.Conversation;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage;
import tidings.messages.UpdatesMessage.TextAskedV1;
import tidings.ratelimit.SharedState.Change;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person asks the bot through the API is queued as theirs.
class PostChatTest {
    private static final long ADA = 42;
    private static final String TOP = "{\"text\": \"/top java\"}";

    private final ApiCalls api = new ApiCalls();

    private ApiCalls.Call asks(String body) {
        return api.send("POST", "/api/v1/chat", body);
    }

    @Test
    void isQueuedForTheChatOfWhoAskedAndToldWhereTheCardAppears() {
        api.chats.botIs("Tidings_Bot");

        Answer answer = asks(TOP).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json())
                .isEqualTo(OpenApi.json(
                        "{\"chat\": 42, \"bot\": \"tidings_bot\", \"link\": \"https://t.me/tidings_bot\"}"));
        assertThat(api.updates).singleElement().isInstanceOfSatisfying(TextAskedV1.class, asked -> {
            assertThat(asked.chat()).isEqualTo(new ChatId(ADA));
            assertThat(asked.text()).isEqualTo("/top java");
            assertThat(asked.language()).contains("de");
        });
    }

    @Test
    void theSameKeyIsTheSameUpdateAndIsNobodyElses() {
        asks(TOP).with("idempotency-key", "a").byAPerson(ADA);
        asks(TOP).with("idempotency-key", "a").byAPerson(ADA);
        asks(TOP).with("idempotency-key", "b").byAPerson(ADA);
        asks(TOP).with("idempotency-key", "a").byAPerson(43);
        asks(TOP).byAPerson(ADA);
        asks(TOP).byAPerson(ADA);

        assertThat(api.updates.stream().map(UpdatesMessage::deduplication).distinct())
                .as("two keys, another person, and the id of the request for those without")
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{", "{\"text\": null}", "{\"text\": \" \"}", "{\"text\": [1]}"})
    void whatIsNoTextIsRefused(String body) {
        Answer answer = asks(body).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("text");
        assertThat(api.updates).isEmpty();
    }

    @Test
    void aTextIsAsLongAsAMessageOfTelegramMayBe() {
        assertThat(asks("{\"text\": \"" + "x".repeat(4_096) + "\"}")
                        .byAPerson(ADA)
                        .status())
                .isEqualTo(202);

        Answer answer = asks("{\"text\": \"" + "x".repeat(4_097) + "\"}").byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ü"})
    void aKeyThatIsNoneIsNamed(String key) {
        Answer answer = asks(TOP).with("idempotency-key", key).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void askingMoreInAMinuteThanTheBotAnswersIsRefusedToThatPersonAlone() {
        IntStream.range(0, Conversation.MOST_ANSWERS)
                .forEach(i -> assertThat(asks(TOP).byAPerson(ADA).status()).isEqualTo(202));

        Answer answer = asks(TOP).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("retry-after", "60");
        assertThat(asks(TOP).byAPerson(43).status()).isEqualTo(202);
        assertThat(api.get("/me").byAPerson(ADA).status()).isEqualTo(200);
    }

    @Test
    void whoBlockedTheBotIsToldSo() {
        api.chats.state(new ChatId(ADA)).change(_ -> Change.to(ChatState.NEW.blockedAt(ApiCalls.NOW), true));

        Answer answer = asks(TOP).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/detail").asText()).contains("unblock");
        assertThat(api.updates).isEmpty();
    }
}
