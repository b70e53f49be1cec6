package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.localstack.telegram.ApiError.Reason;
import tidings.localstack.telegram.PendingQueries.Query;

/// `/sandbox/...`: what people do, as JSON, for the chat page, tests and load tools.
///
/// | request | body | answer |
/// |---|---|---|
/// | `GET state` | | the bot, its webhook, all chats with their latest message, the number of the last change |
/// | `POST chats` | `{"name"}` or `{"title","members":[id]}` | the private chat or group; with a `"username"`, a
/// public channel |
/// | `GET chats/<id>/messages` | | all messages; `?latest=<n>` only so many |
/// | `GET chats/<id>/commands` | | the command menu shown there |
/// | `GET chats/<id>/page` | | `{"text","url"}` of the menu button, signed for the first member; `{}` without one
/// |
/// | `POST chats/<id>/messages` | `{"text","photo"?,"from"?,"reply_to"?,"topic"?}`, a photo in Base64 | the message |
/// | `POST chats/<id>/messages/<id>` | `{"text","from"?}` | the edited message |
/// | `POST chats/<id>/messages/<id>/delete` | `{"from"?}` | the chat; its buttons can still be pressed |
/// | `POST chats/<id>/messages/<id>/press` | `{"data","from"?}` | `{"query"}` |
/// | `POST chats/<id>/inline` | `{"text","from"?}` | `{"query"}` |
/// | `POST chats/<id>/choose` | `{"query","result","from"?}` | the message |
/// | `POST chats/<id>/block` | `{"blocked","from"?}` | the chat; a group removes the bot or adds it again |
/// | `POST chats/<id>/mute` | `{"muted","from"?}` | the group, in which the bot may not write, or may again |
/// | `POST chats/<id>/promote` | `{"user","from"?}` | the group, in which the user, or the bot, is an
/// administrator now |
/// | `POST chats/<id>/migrate` | `{}` | the supergroup |
/// | `POST chats/<id>/forum` | `{}` | the supergroup, which has topics now |
/// | `POST chats/<id>/topics` | `{"name","from"?}` | the message that begins the topic |
/// | `POST chats/<id>/topics/<id>` | `{"closed","from"?}` | the forum; topic 1 is the general one |
/// | `GET queries/<id>` | | the bot's answer to a press or an inline query; 404 until there is one |
/// | `GET changes?after=<n>&seconds=<n>` | | waits for changes after that number |
/// | `GET events?after=<n>` | | the same as server-sent events |
/// | `GET photos/<file id>` | | the picture or document |
///
/// @param bot the bot and its webhook as the page shows them
record SandboxRoutes(
        UserActions actions,
        ChatActions chatActions,
        Chats chats,
        ChangeFeed changeFeed,
        PendingQueries queries,
        CommandLists commands,
        Photos photos,
        MiniApp miniApp,
        Supplier<ObjectNode> bot) {
    private static final long LONGEST_WAIT = 50;

    /// Telegram's id of the topic that every forum has.
    private static final long GENERAL = 1;

    void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        String[] at = path.split("/");
        ObjectNode query = Json.object();
        CallReader.form(query, exchange.getRequestURI().getRawQuery());
        switch (exchange.getRequestMethod()) {
            case "GET" -> get(exchange, at, query);
            case "POST" -> {
                String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
                if (!type.startsWith("application/json")) {
                    throw ApiError.badRequest("the sandbox takes application/json, not " + type);
                }
                HttpEdge.json(exchange, 200, post(at, Json.object(CallReader.body(exchange))));
            }
            default -> throw new ApiError(Reason.METHOD_NOT_ALLOWED, "the sandbox takes GET and POST");
        }
    }

    private void get(HttpExchange exchange, String[] at, ObjectNode query) throws IOException, InterruptedException {
        long after = query.path("after").asLong(0);
        switch (at[0]) {
            case "events" -> changeFeed.stream(exchange, after);
            case "changes" -> {
                long seconds = Math.clamp(query.path("seconds").asLong(0), 0, LONGEST_WAIT);
                HttpEdge.json(
                        exchange,
                        200,
                        changeFeed.after(after, Duration.ofSeconds(seconds)).json());
            }
            case "photos" -> {
                StoredFile file =
                        photos.find(part(at, 1)).orElseThrow(() -> new ApiError(Reason.NOT_FOUND, "no such photo"));
                HttpEdge.send(exchange, 200, file.shownType(), file.shown());
            }
            case "state" -> HttpEdge.json(exchange, 200, state());
            case "queries" ->
                HttpEdge.json(
                        exchange,
                        200,
                        queries.answerTo(part(at, 1))
                                .orElseThrow(() -> new ApiError(Reason.NOT_FOUND, "not answered")));
            case "chats" -> HttpEdge.json(exchange, 200, read(chat(at), part(at, 2), query));
            default -> throw new ApiError(Reason.NOT_FOUND, "no such part of the sandbox: " + at[0]);
        }
    }

    private ObjectNode state() {
        ObjectNode state = Json.object().put("last", changeFeed.last());
        state.set("bot", bot.get());
        state.set("chats", chats.all().stream().map(SandboxRoutes::listed).collect(Json.toArray()));
        return state;
    }

    private static JsonNode listed(Chat chat) {
        ObjectNode listed = ChatActions.summary(chat);
        chat.latest(1).forEach(latest -> listed.set("latest", chat.json(latest)));
        return listed;
    }

    private JsonNode read(Chat chat, String what, ObjectNode query) {
        return switch (what) {
            case "messages" ->
                chat.latest(Math.clamp(query.path("latest").asLong(Integer.MAX_VALUE), 0, Integer.MAX_VALUE)).stream()
                        .map(message -> (JsonNode) viewed(chat, message))
                        .collect(Json.toArray());
            case "commands" -> commands.shown(chat);
            case "page" -> miniApp.opened(chat.members().getFirst());
            default -> throw new ApiError(Reason.NOT_FOUND, "a chat has messages, commands and a page, no " + what);
        };
    }

    private JsonNode post(String[] at, ObjectNode body) {
        if (!at[0].equals("chats")) {
            throw new ApiError(Reason.NOT_FOUND, "nothing to change at " + at[0]);
        }
        if (at.length == 1) {
            return ChatActions.summary(body.has("title") ? group(body) : chatActions.arrives(text(body, "name")));
        }
        Chat chat = chat(at);
        return switch (part(at, 2)) {
            case "messages" -> at.length == 3 ? say(chat, body) : change(chat, at, body);
            case "inline" -> asked(actions.ask(chat, who(chat, body), text(body, "text")));
            case "choose" -> viewed(chat, actions.choose(chat, who(chat, body), offered(body)));
            case "block" ->
                ChatActions.summary(chatActions.block(
                        chat, who(chat, body), body.path("blocked").asBoolean()));
            case "mute" ->
                ChatActions.summary(chatActions.mute(
                        chat, who(chat, body), body.path("muted").asBoolean()));
            case "promote" ->
                ChatActions.summary(chatActions.promote(
                        chat, who(chat, body), new UserId(body.path("user").asLong())));
            case "forum" -> ChatActions.summary(chatActions.makeForum(chat));
            case "topics" -> at.length == 3 ? openTopic(chat, body) : closeTopic(chat, number(at, 3), body);
            case "migrate" -> ChatActions.summary(chatActions.migrate(chat));
            default -> throw new ApiError(Reason.NOT_FOUND, "a chat cannot be told to " + at[2]);
        };
    }

    private JsonNode say(Chat chat, ObjectNode body) {
        Optional<MessageId> replyTo = id(body, "reply_to");
        Optional<MessageId> topic = id(body, "topic");
        return viewed(
                chat,
                body.hasNonNull("photo")
                        ? actions.show(chat, who(chat, body), photo(body), text(body, "text"), replyTo, topic)
                        : actions.say(chat, who(chat, body), text(body, "text"), replyTo, topic));
    }

    private static byte[] photo(ObjectNode body) {
        try {
            return Base64.getDecoder().decode(text(body, "photo"));
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("the field \"photo\" is a picture in Base64");
        }
    }

    private JsonNode openTopic(Chat chat, ObjectNode body) {
        return viewed(chat, chatActions.openTopic(chat, who(chat, body), text(body, "name")));
    }

    private JsonNode closeTopic(Chat chat, long topic, ObjectNode body) {
        Optional<MessageId> closed = topic == GENERAL ? Optional.empty() : Optional.of(new MessageId(topic));
        return ChatActions.summary(chatActions.close(
                chat, who(chat, body), closed, body.path("closed").asBoolean()));
    }

    private static Optional<MessageId> id(ObjectNode body, String name) {
        return body.hasNonNull(name) ? Optional.of(new MessageId(body.get(name).asLong())) : Optional.empty();
    }

    private JsonNode change(Chat chat, String[] at, ObjectNode body) {
        MessageId message = new MessageId(number(at, 3));
        if (at.length == 4) {
            return viewed(chat, actions.edit(chat, who(chat, body), message, text(body, "text")));
        }
        if (at[4].equals("press")) {
            return asked(actions.press(chat, who(chat, body), message, text(body, "data")));
        }
        if (at[4].equals("delete")) {
            return ChatActions.summary(chatActions.delete(chat, who(chat, body), message));
        }
        throw new ApiError(Reason.NOT_FOUND, "a message cannot be told to " + at[4]);
    }

    private Chat group(ObjectNode body) {
        List<User> members = new ArrayList<>();
        for (JsonNode id : body.path("members")) {
            members.add(chats.person(new UserId(id.asLong()))
                    .orElseThrow(() -> ApiError.badRequest("nobody here has the number " + id.asLong())));
        }
        return body.has("username")
                ? chatActions.openChannel(text(body, "title"), text(body, "username"), members)
                : chatActions.found(text(body, "title"), members);
    }

    private JsonNode offered(ObjectNode body) {
        JsonNode results = queries.answerTo(text(body, "query"))
                .orElseThrow(() -> ApiError.badRequest("the bot has not answered this query"))
                .path("results");
        for (JsonNode result : results) {
            if (result.path("id").asText().equals(text(body, "result"))) {
                return result;
            }
        }
        throw ApiError.badRequest("the bot offered no result " + text(body, "result"));
    }

    private static JsonNode asked(Query query) {
        return Json.object().put("query", query.id());
    }

    private static ObjectNode viewed(Chat chat, ChatMessage message) {
        return Conversations.view(chat, message);
    }

    private static UserId who(Chat chat, ObjectNode body) {
        return body.hasNonNull("from")
                ? new UserId(body.get("from").asLong())
                : chat.members().getFirst().id();
    }

    private static String text(ObjectNode body, String name) {
        if (!body.path(name).isTextual()) {
            throw ApiError.badRequest("the field \"%s\" is required and is text".formatted(name));
        }
        return body.get(name).textValue();
    }

    private Chat chat(String[] at) {
        return chats.find(new ChatId(number(at, 1)))
                .orElseThrow(() -> new ApiError(Reason.NOT_FOUND, "no such chat: " + at[1]));
    }

    private static long number(String[] at, int index) {
        try {
            return Long.parseLong(part(at, index));
        } catch (NumberFormatException e) {
            throw new ApiError(Reason.NOT_FOUND, at[index] + " is no number");
        }
    }

    private static String part(String[] at, int index) {
        if (at.length <= index) {
            throw new ApiError(Reason.NOT_FOUND, "the path ends too early");
        }
        return at[index];
    }
}
