package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tidings.localstack.telegram.BotMethod.Answer;

/// The methods that send.
final class SendMethods {
    static final int MAX_TEXT = 4_096;
    static final int MAX_CAPTION = 1_024;
    private static final int MAX_TOPIC_NAME = 128;
    private static final Set<String> ACTIONS = Set.of(
            "typing",
            "upload_photo",
            "record_video",
            "upload_video",
            "record_voice",
            "upload_voice",
            "upload_document",
            "choose_sticker",
            "find_location",
            "record_video_note",
            "upload_video_note");

    private final User bot;
    private final Recipients recipients;
    private final Conversations conversations;
    private final Photos photos;
    private final ChangeFeed changeFeed;
    private final AtomicLong albums = new AtomicLong(1);

    SendMethods(User bot, Recipients recipients, Conversations conversations, Photos photos, ChangeFeed changeFeed) {
        this.bot = bot;
        this.recipients = recipients;
        this.conversations = conversations;
        this.photos = photos;
        this.changeFeed = changeFeed;
    }

    Map<String, BotMethod> methods() {
        return Map.of(
                "sendMessage", this::sendMessage,
                "sendPhoto", sending(Content.Photo.Kind.PHOTO),
                "sendAnimation", sending(Content.Photo.Kind.ANIMATION),
                "sendVideo", sending(Content.Photo.Kind.VIDEO),
                "sendDocument", this::sendDocument,
                "sendMediaGroup", this::sendMediaGroup,
                "sendChatAction", this::sendChatAction,
                "createForumTopic", this::createForumTopic);
    }

    private Answer sendMessage(CallArguments arguments) {
        Chat chat = recipients.reachable(arguments, "text messages");
        FormattedText words = arguments.words("text", "entities", MAX_TEXT, "message is too long");
        if (words.length() == 0) {
            throw ApiError.badRequest("message text is empty");
        }
        return send(chat, arguments, new Content.Text(words, arguments.json("link_preview_options")));
    }

    private BotMethod sending(Content.Photo.Kind kind) {
        return arguments -> {
            Chat chat = recipients.reachable(arguments, kind.word() + "s");
            FormattedText caption =
                    arguments.words("caption", "caption_entities", MAX_CAPTION, "message caption is too long");
            StoredFile file = photos.resolve(kind, arguments.text(kind.word()), arguments.uploads());
            return send(chat, arguments, new Content.Photo(kind, file, arguments.flag("has_spoiler"), caption));
        };
    }

    private Answer sendDocument(CallArguments arguments) {
        Chat chat = recipients.reachable(arguments, "documents");
        FormattedText caption =
                arguments.words("caption", "caption_entities", MAX_CAPTION, "message caption is too long");
        return send(chat, arguments, photos.document(arguments.text("document"), arguments.uploads(), caption));
    }

    private Answer send(Chat chat, CallArguments arguments, Content content) {
        ChatMessage message = ChatMessage.of(bot, content)
                .withMarkup(Markup.checked(arguments.json("reply_markup")))
                .inTopic(recipients.topic(chat, arguments))
                .inReplyTo(recipients.answered(chat, arguments));
        recipients.pace(chat, 1);
        return Answer.of(chat.json(conversations.add(chat, message)));
    }

    private Answer sendMediaGroup(CallArguments arguments) {
        Chat chat = recipients.reachable(arguments, "photos");
        JsonNode media = arguments.json("media").orElseThrow();
        if (media.size() < 2 || media.size() > 10) {
            throw ApiError.badRequest("an album has 2-10 items, not " + media.size());
        }
        Optional<MessageId> topic = recipients.topic(chat, arguments);
        Optional<MessageId> replyTo = recipients.answered(chat, arguments);
        List<Content> contents = new ArrayList<>();
        for (JsonNode item : media) {
            contents.add(photos.media(item, arguments.uploads()));
        }
        if (contents.stream().map(Content::getClass).distinct().count() > 1) {
            throw ApiError.badRequest("an album holds either photos and videos or documents");
        }
        recipients.pace(chat, contents.size());
        String album = Long.toString(8_000_000_000L + albums.getAndIncrement());
        return Answer.of(chat.atomically(() -> contents.stream()
                .map(content -> ChatMessage.of(bot, content)
                        .inAlbum(album)
                        .inTopic(topic)
                        .inReplyTo(replyTo))
                .map(message -> (JsonNode) chat.json(conversations.add(chat, message)))
                .collect(Json.toArray())));
    }

    private Answer createForumTopic(CallArguments arguments) {
        Chat chat = recipients.reachable(arguments, "messages");
        if (!chat.isForum()) {
            throw ApiError.badRequest("the chat is not a forum");
        }
        String name = arguments.text("name").strip();
        if (name.isEmpty() || name.length() > MAX_TOPIC_NAME) {
            throw ApiError.badRequest(
                    "a topic's name has 1-%d characters, not %d".formatted(MAX_TOPIC_NAME, name.length()));
        }
        Content.TopicCreated topic =
                new Content.TopicCreated(name, arguments.number("icon_color", Content.TopicCreated.BLUE));
        MessageId thread = conversations.add(chat, ChatMessage.of(bot, topic)).id();
        return Answer.of(topic.json().put("message_thread_id", thread.value()));
    }

    private Answer sendChatAction(CallArguments arguments) {
        Chat chat = recipients.reachable(arguments, "messages");
        recipients.topic(chat, arguments);
        String action = arguments.text("action");
        if (!ACTIONS.contains(action)) {
            throw ApiError.badRequest("wrong parameter action in request; nearest is " + Nearest.of(action, ACTIONS));
        }
        changeFeed.add("action", Json.object().put("chat", chat.id().value()).put("action", action));
        return Answer.done();
    }
}
