package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The current state of a message; an edit makes another one with the same id.
///
/// @param date in seconds since 1970, as `edited`
/// @param markup an inline keyboard or a reply keyboard
/// @param topic the forum topic that it is in: the id of the message that began the topic
/// @param albumId the id shared by the photos of one album
/// @param viaBot whether a person sent it by choosing one of the bot's inline results
record ChatMessage(
        MessageId id,
        User sender,
        long date,
        Optional<Long> edited,
        Content content,
        Optional<JsonNode> markup,
        Optional<MessageId> replyTo,
        Optional<MessageId> topic,
        Optional<String> albumId,
        Optional<User> viaBot) {

    /// The date to carry is 0 until it is in a chat.
    static ChatMessage of(User sender, Content content) {
        return new ChatMessage(
                new MessageId(0),
                sender,
                0,
                Optional.empty(),
                content,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ChatMessage sent(MessageId id, long date) {
        Optional<MessageId> topic = content instanceof Content.TopicCreated ? Optional.of(id) : this.topic;
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, albumId, viaBot);
    }

    ChatMessage edited(Content content, Optional<JsonNode> markup, long when) {
        return new ChatMessage(id, sender, date, Optional.of(when), content, markup, replyTo, topic, albumId, viaBot);
    }

    ChatMessage withMarkup(Optional<JsonNode> markup) {
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, albumId, viaBot);
    }

    ChatMessage inReplyTo(Optional<MessageId> replyTo) {
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, albumId, viaBot);
    }

    ChatMessage inTopic(Optional<MessageId> topic) {
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, albumId, viaBot);
    }

    ChatMessage inAlbum(String albumId) {
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, Optional.of(albumId), viaBot);
    }

    ChatMessage via(User bot) {
        return new ChatMessage(id, sender, date, edited, content, markup, replyTo, topic, albumId, Optional.of(bot));
    }

    Optional<JsonNode> inlineKeyboard() {
        return markup.filter(given -> given.has("inline_keyboard"));
    }

    /// As the Bot API shows it, without the chat and the message that it replies to.
    ObjectNode json() {
        ObjectNode json = Json.object().put("message_id", id.value());
        json.set("from", sender.json());
        json.put("date", date);
        edited.ifPresent(when -> json.put("edit_date", when));
        topic.ifPresent(thread -> json.put("message_thread_id", thread.value()).put("is_topic_message", true));
        albumId.ifPresent(album -> json.put("media_group_id", album));
        viaBot.ifPresent(bot -> json.set("via_bot", bot.json()));
        switch (content) {
            case Content.Text(FormattedText words, Optional<JsonNode> preview) -> {
                put(json, "text", "entities", words);
                preview.ifPresent(options -> json.set("link_preview_options", options));
            }
            case Content.Photo photo -> {
                json.set(photo.kind().word(), photo.json());
                if (photo.hidden()) {
                    json.put("has_media_spoiler", true);
                }
                putCaption(json, photo.words());
            }
            case Content.Document document -> {
                json.set("document", document.json());
                putCaption(json, document.words());
            }
            case Content.TopicCreated topicCreated -> json.set("forum_topic_created", topicCreated.json());
            case Content.Joined(User who) ->
                json.set("new_chat_members", Json.array().add(who.json()));
            case Content.MigratedTo(ChatId to) -> json.put("migrate_to_chat_id", to.value());
            case Content.MigratedFrom(ChatId from) -> json.put("migrate_from_chat_id", from.value());
        }
        inlineKeyboard().ifPresent(keyboard -> json.set("reply_markup", keyboard));
        return json;
    }

    private static void putCaption(ObjectNode json, FormattedText words) {
        if (words.length() > 0) {
            put(json, "caption", "caption_entities", words);
        }
    }

    private static void put(ObjectNode json, String textName, String entitiesName, FormattedText words) {
        json.put(textName, words.text());
        if (!words.entities().isEmpty()) {
            json.set(entitiesName, words.entitiesJson());
        }
    }
}
