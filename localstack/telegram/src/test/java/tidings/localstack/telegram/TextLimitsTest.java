package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextLimitsTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void textIsCountedInUtf16UnitsAfterItsEntitiesAreRead() {
        String longest = "<b>" + "🌍".repeat(2_048) + "</b>";
        ObjectNode message = BotClient.message(ada.chat(), longest).put("parse_mode", "HTML");
        assertThat(bot.result("sendMessage", message).get("text").asText()).hasSize(4_096);
        message.put("text", longest + "!");
        assertError(bot.call("sendMessage", message), 400, "Bad Request: message is too long");
    }

    @Test
    void atMostAHundredEntitiesAreFormatted() {
        ObjectNode message =
                BotClient.message(ada.chat(), "<b>a</b> ".repeat(120)).put("parse_mode", "HTML");
        assertThat(bot.result("sendMessage", message).get("entities")).hasSize(100);
    }

    @Test
    void controlCharactersAreSpacesAndTextOfNothingElseIsEmpty() {
        assertThat(bot.result("sendMessage", BotClient.message(ada.chat(), "a\u0000b\u0007c\r\nd"))
                        .get("text")
                        .asText())
                .isEqualTo("a b c\nd");
        assertError(
                bot.call("sendMessage", BotClient.message(ada.chat(), " \u0000\n")),
                400,
                "Bad Request: message text is empty");
    }

    @Test
    void halfACharacterIsNoText() {
        JsonNode answer = bot.call(
                "sendMessage",
                "application/json",
                BodyPublishers.ofString("{\"chat_id\": %d, \"text\": \"a\\ud83c\"}"
                        .formatted(ada.chat().value())));
        assertError(answer, 400, "Bad Request: strings must be encoded in UTF-8");
    }

    @Test
    void aCaptionHasAtMost1024Units() {
        ObjectNode photo = Json.object().put("chat_id", ada.chat().value()).put("caption", "c".repeat(1_025));
        assertError(bot.photo(photo, Pictures.png(40, 30)), 400, "Bad Request: message caption is too long");
        photo.put("caption", "c".repeat(1_024));
        assertThat(bot.photo(photo, Pictures.png(40, 30)).path("ok").asBoolean())
                .isTrue();
    }

    private static void assertError(JsonNode answer, int code, String description) {
        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        assertThat(answer.path("description").asText()).isEqualTo(description);
        assertThat(answer.path("error_code").asInt()).isEqualTo(code);
    }
}
