package tidings.localstack.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class BotApiErrorsTest {
    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final TelegramSandbox sandbox =
            TelegramSandbox.start(TelegramSettings.local().withClock(clock));

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void aWrongTokenIsUnauthorized() {
        JsonNode answer = new BotClient(sandbox.apiAddress(), "7000000001:wrong").call("getMe", Json.object());
        assertThat(answer.toString()).isEqualTo("{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
    }

    @Test
    void anUnknownMethodIsNotFoundAndTheNearestIsNamed() {
        assertError(bot.call("sendMesage", Json.object()), 404, "Not Found: method not found; nearest is sendMessage");
    }

    @Test
    void aMethodThatIsNotImplementedSaysSoOnceItsArgumentsAreValid() {
        ObjectNode poll = Json.object().put("chat_id", ada.chat().value()).put("question", "Tea?");
        assertError(bot.call("sendPoll", poll), 400, "Bad Request: parameter \"options\" of sendPoll is required");
        poll.withArray("options").addObject().put("text", "Yes");
        assertError(
                bot.call("sendPoll", poll),
                501,
                "Not Implemented: sendPoll is valid in the Bot API, but this sandbox has no behaviour for it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'chat_id':CHAT} | message text is empty",
                "{'text':'a'} | chat_id is empty",
                "{'chat_id':CHAT,'text':' \\n '} | message text is empty",
                "{'chat_id':CHAT,'text':'a','parse_mod':'HTML'} | sendMessage has no field \"parse_mod\"; nearest is \"parse_mode\"",
                "{'chat_id':'nobody','text':'a'} | chat not found",
                "{'chat_id':42,'text':'a'} | chat not found",
                "{'chat_id':CHAT,'text':{'a':1}} | field \"text\" of sendMessage must be of type String, not an Object",
                "{'chat_id':CHAT,'text':'a','disable_notification':'maybe'} | field \"disable_notification\" of sendMessage must be of type Boolean, not this text",
                "{'chat_id':CHAT,'text':'a','parse_mode':'BBCode'} | unsupported parse_mode",
                "{'chat_id':CHAT,'text':'<b>a','parse_mode':'HTML'} | can't parse entities: Can't find end tag corresponding to start tag \"b\"",
                "{'chat_id':CHAT,'text':'<b></b>','parse_mode':'HTML'} | message text is empty",
                "{'chat_id':CHAT,'text':'a','reply_markup':'{'} | can't parse reply markup JSON object",
                "{'chat_id':CHAT,'text':'a','reply_markup':[]} | field \"reply_markup\" must be of type InlineKeyboardMarkup or ReplyKeyboardMarkup or ReplyKeyboardRemove or ForceReply, not an Array",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[{'text':'b'}]}} | field \"reply_markup.inline_keyboard[0]\" must be of type Array of InlineKeyboardButton, not an Object",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'callback_data':'b'}]]}} | field \"reply_markup.inline_keyboard[0][0]\": InlineKeyboardButton needs the field \"text\"",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'text':'b','calback_data':'b'}]]}} | field \"reply_markup.inline_keyboard[0][0]\": InlineKeyboardButton has no field \"calback_data\"; nearest is \"callback_data\"",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'text':'b','url':{}}]]}} | field \"reply_markup.inline_keyboard[0][0].url\" must be of type String, not an Object",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'text':'b'}]]}} | can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'text':' ','callback_data':'b'}]]}} | can't parse inline keyboard button: the text of inline_keyboard[0][0] is empty",
                "{'chat_id':CHAT,'text':'a','reply_markup':{'inline_keyboard':[[{'text':'b','url':'nowhere'}]]}} | inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
                "{'chat_id':CHAT,'text':'abc','entities':[{'type':'bold','offset':1,'length':3}]} | can't parse MessageEntity: offset 1 and length 3 leave the text of 3 UTF-16 units",
                "{'chat_id':CHAT,'text':'abc','entities':[{'type':'boldd','offset':0,'length':3}]} | can't parse MessageEntity: unsupported type \"boldd\"; nearest is \"bold\"",
                "{'chat_id':CHAT,'text':'a','reply_parameters':{'message_id':77}} | message to be replied not found"
            })
    void sendMessageRejects(String arguments, String words) throws JsonProcessingException {
        assertError(bot.call("sendMessage", json(arguments)), 400, "Bad Request: " + words);
        assertThat(ada.hears()).isEmpty();
    }

    @Test
    void callbackDataHasAtMost64Bytes() {
        ObjectNode fits = BotClient.withButton(BotClient.message(ada.chat(), "a"), "b", "é".repeat(32));
        assertThat(bot.call("sendMessage", fits).path("ok").asBoolean()).isTrue();
        ObjectNode tooLong = BotClient.withButton(BotClient.message(ada.chat(), "a"), "b", "é".repeat(32) + "x");
        assertError(bot.call("sendMessage", tooLong), 400, "Bad Request: BUTTON_DATA_INVALID");
    }

    @Test
    void anEditMustChangeSomething() {
        ObjectNode message = BotClient.withButton(BotClient.message(ada.chat(), "<b>a</b>"), "Next", "n")
                .put("parse_mode", "HTML");
        long id = bot.result("sendMessage", message).get("message_id").asLong();
        assertError(
                bot.call("editMessageText", message.put("message_id", id)),
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
                        + " same as a current content and reply markup of the message");
        message.remove("reply_markup");
        assertThat(bot.result("editMessageText", message).has("reply_markup")).isFalse();
        assertThat(ada.hears().getFirst().state()).isEqualTo(SeenMessage.State.EDITED);
    }

    @Test
    void unknownMessagesAreNeitherEditedNorDeleted() {
        ObjectNode edit = BotClient.message(ada.chat(), "a").put("message_id", 999);
        assertError(bot.call("editMessageText", edit), 400, "Bad Request: message to edit not found");
        edit.remove("text");
        assertError(bot.call("deleteMessage", edit), 400, "Bad Request: message to delete not found");
        edit.remove("message_id");
        assertError(bot.call("deleteMessage", edit), 400, "Bad Request: message identifier is not specified");
        MessageId adas = ada.says("mine");
        assertError(
                bot.call("editMessageText", BotClient.message(ada.chat(), "b").put("message_id", adas.value())),
                400,
                "Bad Request: message can't be edited");
    }

    @Test
    void after48HoursAMessageIsEditedButNotDeleted() {
        MessageId old = bot.send(ada.chat(), "a");
        clock.advance(Duration.ofHours(48).plusSeconds(1));
        ObjectNode which = Json.object().put("chat_id", ada.chat().value()).put("message_id", old.value());
        assertError(bot.call("deleteMessage", which), 400, "Bad Request: message can't be deleted for everyone");
        assertThat(bot.call("editMessageText", which.deepCopy().put("text", "b"))
                        .path("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aPhotoHasNoTextToEditAndATextNoCaption() {
        long text = bot.send(ada.chat(), "a").value();
        long photo = bot.photo(Json.object().put("chat_id", ada.chat().value()), Pictures.png(40, 30))
                .at("/result/message_id")
                .asLong();
        ObjectNode chat = Json.object().put("chat_id", ada.chat().value());
        assertError(
                bot.call(
                        "editMessageText",
                        chat.deepCopy().put("message_id", photo).put("text", "b")),
                400,
                "Bad Request: there is no text in the message to edit");
        assertError(
                bot.call(
                        "editMessageCaption",
                        chat.deepCopy().put("message_id", text).put("caption", "b")),
                400,
                "Bad Request: there is no caption in the message to edit");
    }

    @Test
    void aPersonWhoBlockedTheBotCannotBeReached() {
        ada.blocksTheBot();
        assertError(
                bot.call("sendMessage", BotClient.message(ada.chat(), "a")),
                403,
                "Forbidden: bot was blocked by the user");
        ada.unblocksTheBot();
        bot.send(ada.chat(), "a");
    }

    @Test
    void aGroupThatMigratedSaysWhereTo() {
        ChatId group = sandbox.group("Readers", ada);
        Person there = ada.in(group).migratesTheGroup();
        JsonNode answer = bot.call("sendMessage", BotClient.message(group, "a"));
        assertError(answer, 400, "Bad Request: group chat was upgraded to a supergroup chat");
        assertThat(answer.at("/parameters/migrate_to_chat_id").asLong())
                .isEqualTo(there.chat().value());
        bot.send(there.chat(), "a");
    }

    @Test
    void tooManyMessagesGetARetryAfter() {
        for (int i = 0; i < 5; i++) {
            bot.send(ada.chat(), "a" + i);
        }
        JsonNode answer = bot.call("sendMessage", BotClient.message(ada.chat(), "b"));
        assertError(answer, 429, "Too Many Requests: retry after 5");
        assertThat(answer.at("/parameters/retry_after").asLong()).isEqualTo(5);
        bot.send(sandbox.person("Bob").chat(), "others flow");
        clock.advance(Duration.ofSeconds(5));
        bot.send(ada.chat(), "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | parameter \"url\" of setWebhook is required",
                "{'url':'http://example.org/'} | bad webhook: An HTTPS URL must be provided for webhook",
                "{'url':'https:// no'} | invalid webhook URL specified",
                "{'url':'https://example.org/','secret_token':'a b'} | secret token contains unallowed characters",
                "{'url':'https://example.org/','max_connections':101} | max_connections is between 1 and 100, not 101",
                "{'url':'https://example.org/','max_connections':'many'} | field \"max_connections\" of setWebhook must be of type Integer, not this text"
            })
    void setWebhookRejects(String arguments, String words) throws JsonProcessingException {
        assertError(bot.call("setWebhook", json(arguments)), 400, "Bad Request: " + words);
    }

    @Test
    void aSecretHasAtMost256Characters() {
        ObjectNode webhook = Json.object().put("url", "http://127.0.0.1:1/").put("secret_token", "s".repeat(257));
        assertError(bot.call("setWebhook", webhook), 400, "Bad Request: secret token is too long");
        webhook.put("secret_token", "s".repeat(256));
        assertThat(bot.call("setWebhook", webhook).get("description").asText()).isEqualTo("Webhook was set");
        assertThat(bot.call("setWebhook", webhook).get("description").asText()).isEqualTo("Webhook is already set");
    }

    @Test
    void anAnsweredOrExpiredQueryRejectsAnAnswer() {
        bot.result("sendMessage", BotClient.withButton(BotClient.message(ada.chat(), "a"), "Next", "n"));
        ada.presses("Next");
        ObjectNode answer =
                Json.object().put("callback_query_id", callbackQuery()).put("text", "ok");
        bot.result("answerCallbackQuery", answer);
        String tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";
        assertError(bot.call("answerCallbackQuery", answer), 400, tooOld);
        ada.presses("Next");
        answer.put("callback_query_id", callbackQuery());
        clock.advance(PendingQueries.PATIENCE.plusSeconds(1));
        assertError(bot.call("answerCallbackQuery", answer), 400, tooOld);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application/json | {'chat_id':1 | can't parse JSON body",
                "application/json | [] | can't parse JSON body: an object is expected",
                "text/plain | chat_id=1 | the body's type must be application/json, multipart/form-data or",
                "multipart/form-data | x | the multipart request names no boundary",
                "multipart/form-data; boundary=b | --b | the multipart request ends before its last boundary"
            })
    void malformedBodiesAreRejected(String type, String body, String words) {
        JsonNode answer = bot.call("sendMessage", type, BodyPublishers.ofString(body.replace('\'', '"')));
        assertThat(answer.get("error_code").asInt()).isEqualTo(400);
        assertThat(answer.get("description").asText()).startsWith("Bad Request: " + words);
    }

    private String callbackQuery() {
        JsonNode updates = bot.result("getUpdates", Json.object());
        return updates.get(updates.size() - 1).at("/callback_query/id").asText();
    }

    private ObjectNode json(String arguments) throws JsonProcessingException {
        String filled =
                arguments.replace("CHAT", Long.toString(ada.chat().value())).replace('\'', '"');
        return (ObjectNode) Json.parse(filled);
    }

    private static void assertError(JsonNode answer, int code, String description) {
        assertThat(answer.path("ok").asBoolean(true)).isFalse();
        assertThat(answer.path("description").asText()).isEqualTo(description);
        assertThat(answer.path("error_code").asInt()).isEqualTo(code);
    }
}
