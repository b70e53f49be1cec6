package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.localstack.telegram.PendingQueries.Query;

/// What people say and press, and the updates that the bot gets for it. Thread-safe.
///
/// In groups the bot has Telegram's default privacy mode: it gets commands, replies to its messages, and messages
/// that mention it.
record UserActions(
        Conversations conversations,
        UpdateQueue updates,
        PendingQueries queries,
        Photos photos,
        User bot,
        InstantSource clock) {
    private static final int MAX_TEXT = 4_096;

    ChatMessage say(Chat chat, UserId who, String text, Optional<MessageId> replyTo, Optional<MessageId> topic) {
        return send(chat, who, new Content.Text(words(text)), replyTo, topic);
    }

    /// Sends a picture.
    ///
    /// @param caption may be empty
    ChatMessage show(
            Chat chat,
            UserId who,
            byte[] picture,
            String caption,
            Optional<MessageId> replyTo,
            Optional<MessageId> topic) {
        FormattedText words = FormattedText.plain(caption);
        if (words.length() > SendMethods.MAX_CAPTION) {
            throw ApiError.badRequest("message caption is too long");
        }
        return send(chat, who, new Content.Photo(photos.sent(picture), words), replyTo, topic);
    }

    /// Sends a file.
    ///
    /// @param caption may be empty
    ChatMessage sendFile(
            Chat chat, UserId who, String name, byte[] content, String caption, Optional<MessageId> topic) {
        return send(chat, who, photos.sent(name, content, FormattedText.plain(caption)), Optional.empty(), topic);
    }

    private ChatMessage send(
            Chat chat, UserId who, Content content, Optional<MessageId> replyTo, Optional<MessageId> topic) {
        User sender = speaker(chat, who);
        replyTo.ifPresent(chat::known);
        if (topic.isPresent() && !chat.hasTopic(topic.get())) {
            throw ApiError.badRequest(
                    "this chat has no topic %d".formatted(topic.get().value()));
        }
        if (chat.isChannel() && chat.status(who) == ChatMember.Status.MEMBER) {
            throw ApiError.badRequest("only administrators write in a channel");
        }
        if (chat.isClosed(topic) && chat.status(who) == ChatMember.Status.MEMBER) {
            throw ApiError.badRequest("this topic is closed: only administrators write there");
        }
        return chat.atomically(() -> {
            ChatMessage said = conversations.add(
                    chat, ChatMessage.of(sender, content).inTopic(topic).inReplyTo(replyTo));
            tell(chat, "message", said);
            return said;
        });
    }

    ChatMessage edit(Chat chat, UserId who, MessageId id, String text) {
        speaker(chat, who);
        Content.Text content = new Content.Text(words(text));
        return chat.atomically(() -> {
            ChatMessage message = chat.known(id);
            if (!message.sender().id().equals(who)) {
                throw ApiError.badRequest("people edit only what they wrote themselves");
            }
            ChatMessage edited = conversations.edit(
                    chat, id, content, message.markup(), clock.instant().getEpochSecond());
            tell(chat, "edited_message", edited);
            return edited;
        });
    }

    /// Presses the button with this `callback_data`. Of a message that was deleted meanwhile, the bot gets the id
    /// alone.
    Query press(Chat chat, UserId who, MessageId id, String data) {
        User presser = speaker(chat, who);
        return chat.atomically(() -> {
            Optional<ChatMessage> deleted = chat.deleted(id);
            ChatMessage message = deleted.orElseGet(() -> chat.known(id));
            boolean there = message.inlineKeyboard().stream()
                    .flatMap(Markup::buttons)
                    .anyMatch(button -> button.path("callback_data").asText("").equals(data));
            if (!there) {
                throw ApiError.badRequest("message %d has no button with the data \"%s\"".formatted(id.value(), data));
            }
            Query query = queries.ask(who, Optional.of(chat.id()), Optional.of(id));
            ObjectNode json = Json.object().put("id", query.id());
            json.set("from", presser.json());
            json.set("message", deleted.isPresent() ? inaccessible(chat, id) : chat.json(message));
            json.put(
                    "chat_instance",
                    Long.toString(7_000_000_000_000_000L + chat.id().value()));
            json.put("data", data);
            updates.add(chat.id().value(), "callback_query", json);
            return query;
        });
    }

    /// https://core.telegram.org/bots/api#inaccessiblemessage
    private static ObjectNode inaccessible(Chat chat, MessageId id) {
        ObjectNode json = Json.object().put("message_id", id.value()).put("date", 0);
        json.set("chat", chat.json());
        return json;
    }

    /// Types the bot's name and a query, in any chat.
    Query ask(Chat chat, UserId who, String text) {
        User asker = speaker(chat, who);
        if (text.length() > 256) {
            throw ApiError.badRequest("an inline query has at most 256 characters, not " + text.length());
        }
        Query query = queries.ask(who, Optional.of(chat.id()), Optional.empty());
        ObjectNode json = Json.object().put("id", query.id());
        json.set("from", asker.json());
        json.put("query", text).put("offset", "");
        json.put("chat_type", chat.isGroup() ? chat.kind().word() : "sender");
        updates.add(who.value(), "inline_query", json);
        return query;
    }

    /// Sends an inline result that the bot offered.
    ChatMessage choose(Chat chat, UserId who, JsonNode result) {
        User sender = speaker(chat, who);
        JsonNode content = result.path("input_message_content");
        if (!content.has("message_text")) {
            throw ApiError.withoutBehaviour("choosing an inline result that is no text");
        }
        FormattedText words = FormattedText.read(
                content.get("message_text").asText(),
                Optional.ofNullable(content.get("parse_mode")).map(JsonNode::asText),
                Optional.ofNullable(content.get("entities")));
        return conversations.add(
                chat,
                ChatMessage.of(sender, new Content.Text(words))
                        .withMarkup(Optional.ofNullable(result.get("reply_markup")))
                        .via(bot));
    }

    private static User speaker(Chat chat, UserId who) {
        chat.movedTo().ifPresent(to -> {
            throw ApiError.upgraded(to);
        });
        if (chat.blocked() && !chat.isGroup()) {
            throw ApiError.badRequest("this person has blocked the bot: unblock it first");
        }
        return chat.known(who);
    }

    private static FormattedText words(String text) {
        FormattedText words = FormattedText.plain(text);
        if (words.length() == 0) {
            throw ApiError.badRequest("message text is empty");
        }
        if (words.length() > MAX_TEXT) {
            throw ApiError.badRequest("message is too long: %d UTF-16 units, at most %d; a client sends it in parts"
                    .formatted(words.length(), MAX_TEXT));
        }
        return words;
    }

    private void tell(Chat chat, String kind, ChatMessage message) {
        if (chat.isChannel()) {
            if (chat.botStatus() == ChatMember.Status.ADMINISTRATOR) {
                updates.add(
                        chat.id().value(),
                        kind.equals("message") ? "channel_post" : "edited_channel_post",
                        chat.json(message));
            }
        } else if (!chat.blocked() && (!chat.isGroup() || concernsBot(chat, message))) {
            updates.add(chat.id().value(), kind, chat.json(message));
        }
    }

    private boolean concernsBot(Chat chat, ChatMessage message) {
        String mention = "@" + bot.username().toLowerCase(Locale.ROOT);
        boolean answersBot = message.replyTo().stream()
                .flatMap(answered -> chat.message(answered).stream())
                .anyMatch(answered -> answered.sender().bot());
        return answersBot || named(message).anyMatch(name -> name.isEmpty() || name.equals(mention));
    }

    /// The bots named by its commands and mentions; the empty name for a command to any bot.
    private static Stream<String> named(ChatMessage message) {
        FormattedText words = message.content().words();
        return words.entities().stream()
                .filter(entity ->
                        entity.type().equals("bot_command") || entity.type().equals("mention"))
                .map(entity ->
                        words.text().substring(entity.offset(), entity.end()).toLowerCase(Locale.ROOT))
                .map(word -> word.contains("@") ? word.substring(word.indexOf('@')) : "");
    }
}
