package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidings.localstack.telegram.BotMethod.Answer;
import tidings.localstack.telegram.PendingQueries.Query;

/// The methods that describe the bot and its chats, set its commands, and answer callback and inline queries.
///
/// @param onChange called when a command list changes
record InfoMethods(
        User bot,
        Recipients recipients,
        CommandLists commands,
        PendingQueries queries,
        Photos photos,
        ChangeFeed changeFeed,
        Runnable onChange) {
    private static final int MAX_ANSWER = 200;
    private static final int MAX_RESULTS = 50;

    Map<String, BotMethod> methods() {
        return Map.of(
                "getMe", _ -> me(),
                "getChat", this::getChat,
                "getChatMember", this::getChatMember,
                "getFile", this::getFile,
                "getMyCommands", arguments -> Answer.of(commands.get(arguments)),
                "setMyCommands", this::setCommands,
                "deleteMyCommands", this::deleteCommands,
                "answerCallbackQuery", this::answerPress,
                "answerInlineQuery", this::answerInline);
    }

    private Answer me() {
        return Answer.of(bot.json()
                .put("can_join_groups", true)
                .put("can_read_all_group_messages", false)
                .put("supports_inline_queries", true)
                .put("can_connect_to_business", false)
                .put("has_main_web_app", false));
    }

    private Answer getChat(CallArguments arguments) {
        ObjectNode full =
                recipients.chat(arguments).json().put("accent_color_id", 0).put("max_reaction_count", 11);
        full.set(
                "accepted_gift_types",
                Json.object()
                        .put("unlimited_gifts", false)
                        .put("limited_gifts", false)
                        .put("unique_gifts", false)
                        .put("premium_subscription", false)
                        .put("gifts_from_channels", false));
        return Answer.of(full);
    }

    private Answer getChatMember(CallArguments arguments) {
        Chat chat = recipients.chat(arguments);
        UserId id = new UserId(arguments.number("user_id", 0));
        if (id.equals(bot.id())) {
            return Answer.of(chat.bot(bot).json());
        }
        if (chat.isChannel() && chat.botStatus() != ChatMember.Status.ADMINISTRATOR) {
            throw ApiError.badRequest("member list is inaccessible");
        }
        User person = recipients.person(id).orElseThrow(() -> ApiError.badRequest("user not found"));
        return Answer.of(new ChatMember(person, chat.status(id)).json());
    }

    private Answer getFile(CallArguments arguments) {
        StoredFile file = photos.find(arguments.text("file_id"))
                .orElseThrow(() -> ApiError.badRequest("wrong file_id or the file is temporarily unavailable"));
        return Answer.of(file.fileJson().put("file_path", file.path()));
    }

    private Answer setCommands(CallArguments arguments) {
        commands.set(arguments);
        onChange.run();
        return Answer.done();
    }

    private Answer deleteCommands(CallArguments arguments) {
        commands.delete(arguments);
        onChange.run();
        return Answer.done();
    }

    private Answer answerPress(CallArguments arguments) {
        if (arguments.json("url").isPresent()) {
            throw ApiError.withoutBehaviour("the field url of answerCallbackQuery");
        }
        String text = arguments.optionalText("text").orElse("");
        if (text.length() > MAX_ANSWER) {
            throw ApiError.badRequest("MESSAGE_TOO_LONG");
        }
        ObjectNode answer = Json.object()
                .put("query", arguments.text("callback_query_id"))
                .put("text", text)
                .put("alert", arguments.flag("show_alert"));
        queries.expired(arguments.text("callback_query_id"))
                .flatMap(Query::chat)
                .ifPresent(chat -> changeFeed.add(
                        "late", Json.object().put("chat", chat.value()).put("text", text)));
        Query query = queries.answer(arguments.text("callback_query_id"), answer);
        ObjectNode told = answer.deepCopy();
        query.chat().ifPresent(chat -> told.put("chat", chat.value()));
        query.message().ifPresent(message -> told.put("message", message.value()));
        changeFeed.add("answer", told);
        return Answer.done();
    }

    private Answer answerInline(CallArguments arguments) {
        JsonNode results = arguments.json("results").orElseThrow();
        if (results.size() > MAX_RESULTS) {
            throw ApiError.badRequest("RESULTS_TOO_MUCH");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode result : results) {
            if (!ids.add(result.get("id").asText())) {
                throw ApiError.badRequest("RESULT_ID_DUPLICATE");
            }
            check(result);
        }
        ObjectNode answer = Json.object().put("query", arguments.text("inline_query_id"));
        answer.set("results", results);
        Query query = queries.answer(arguments.text("inline_query_id"), answer);
        ObjectNode told = answer.deepCopy();
        query.chat().ifPresent(chat -> told.put("chat", chat.value()));
        changeFeed.add("inline", told);
        return Answer.done();
    }

    private static void check(JsonNode result) {
        String id = result.get("id").asText();
        if (id.isEmpty() || id.length() > 64) {
            throw ApiError.badRequest("RESULT_ID_INVALID");
        }
        Markup.checked(Optional.ofNullable(result.get("reply_markup")));
        JsonNode content = result.path("input_message_content");
        if (content.has("message_text")) {
            int length = FormattedText.read(
                            content.get("message_text").asText(),
                            Optional.ofNullable(content.get("parse_mode")).map(JsonNode::asText),
                            Optional.ofNullable(content.get("entities")))
                    .length();
            if (length == 0 || length > SendMethods.MAX_TEXT) {
                throw ApiError.badRequest(length == 0 ? "message text is empty" : "MESSAGE_TOO_LONG");
            }
        }
    }
}
