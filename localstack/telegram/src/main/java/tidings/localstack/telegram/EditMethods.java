package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tidings.localstack.telegram.BotMethod.Answer;

/// The methods that edit or delete messages. An edit without `reply_markup` removes the keyboard, as at Telegram.
record EditMethods(Recipients recipients, Conversations conversations, Photos photos, InstantSource clock) {
    private static final Duration DELETABLE = Duration.ofHours(48);
    private static final String SAME = "message is not modified: specified new message content and reply markup are"
            + " exactly the same as a current content and reply markup of the message";

    Map<String, BotMethod> methods() {
        return Map.of(
                "editMessageText", this::editText,
                "editMessageCaption", this::editCaption,
                "editMessageMedia", this::editMedia,
                "editMessageReplyMarkup", this::editMarkup,
                "deleteMessage", this::delete,
                "deleteMessages", this::deleteAll);
    }

    private Answer editText(CallArguments arguments) {
        FormattedText words = arguments.words("text", "entities", SendMethods.MAX_TEXT, "MESSAGE_TOO_LONG");
        if (words.length() == 0) {
            throw ApiError.badRequest("message text is empty");
        }
        return edit(arguments, old -> switch (old) {
            case Content.Text _ -> new Content.Text(words, arguments.json("link_preview_options"));
            case Content.Photo _, Content.Document _ ->
                throw ApiError.badRequest("there is no text in the message to edit");
            case Content.Service _ -> throw ApiError.badRequest("message can't be edited");
        });
    }

    private Answer editCaption(CallArguments arguments) {
        FormattedText caption =
                arguments.words("caption", "caption_entities", SendMethods.MAX_CAPTION, "MEDIA_CAPTION_TOO_LONG");
        return edit(arguments, old -> switch (old) {
            case Content.Photo photo -> photo.with(caption);
            case Content.Document document -> document.with(caption);
            case Content.Text _ -> throw ApiError.badRequest("there is no caption in the message to edit");
            case Content.Service _ -> throw ApiError.badRequest("message can't be edited");
        });
    }

    /// Also adds media to a text; the text goes.
    private Answer editMedia(CallArguments arguments) {
        JsonNode media = arguments.json("media").orElseThrow();
        return edit(arguments, old -> switch (old) {
            case Content.Text _, Content.Photo _, Content.Document _ -> photos.media(media, arguments.uploads());
            case Content.Service _ -> throw ApiError.badRequest("message can't be edited");
        });
    }

    private Answer edit(CallArguments arguments, Function<Content, Content> change) {
        Chat chat = recipients.chat(arguments);
        Optional<JsonNode> markup = Markup.checked(arguments.json("reply_markup"));
        return chat.atomically(() -> {
            ChatMessage message = own(chat, arguments.message());
            Content content = change.apply(message.content());
            if (content.equals(message.content()) && markup.equals(message.inlineKeyboard())) {
                throw ApiError.badRequest(SAME);
            }
            recipients.pace(chat, 1);
            return Answer.of(chat.json(conversations.edit(
                    chat, message.id(), content, markup, clock.instant().getEpochSecond())));
        });
    }

    private Answer editMarkup(CallArguments arguments) {
        Chat chat = recipients.chat(arguments);
        Optional<JsonNode> markup = Markup.checked(arguments.json("reply_markup"));
        return chat.atomically(() -> {
            ChatMessage message = own(chat, arguments.message());
            if (markup.equals(message.inlineKeyboard())) {
                throw ApiError.badRequest(SAME);
            }
            recipients.pace(chat, 1);
            return Answer.of(chat.json(conversations.replaceMarkup(chat, message.id(), markup)));
        });
    }

    private static ChatMessage own(Chat chat, MessageId id) {
        ChatMessage message = chat.message(id).orElseThrow(() -> ApiError.badRequest("message to edit not found"));
        if (!message.sender().bot()) {
            throw ApiError.badRequest("message can't be edited");
        }
        return message;
    }

    private Answer delete(CallArguments arguments) {
        Chat chat = recipients.chat(arguments);
        return chat.atomically(() -> {
            delete(
                    chat,
                    chat.message(arguments.message())
                            .orElseThrow(() -> ApiError.badRequest("message to delete not found")));
            return Answer.done();
        });
    }

    /// Messages that cannot be found or deleted are skipped.
    private Answer deleteAll(CallArguments arguments) {
        Chat chat = recipients.chat(arguments);
        JsonNode ids = arguments.json("message_ids").orElseThrow();
        if (ids.isEmpty() || ids.size() > 100) {
            throw ApiError.badRequest("1-100 messages are deleted at once, not " + ids.size());
        }
        return chat.atomically(() -> {
            Stream<ChatMessage> messages = StreamSupport.stream(ids.spliterator(), false)
                    .flatMap(id -> chat.message(new MessageId(id.asLong())).stream())
                    .filter(message -> deletable(chat, message));
            messages.collect(Collectors.toList()).forEach(message -> delete(chat, message));
            return Answer.done();
        });
    }

    private void delete(Chat chat, ChatMessage message) {
        if (!deletable(chat, message)) {
            throw ApiError.badRequest("message can't be deleted for everyone");
        }
        conversations.delete(chat, message.id());
    }

    /// Within 48 hours: its own anywhere, and a person's in a private chat.
    private boolean deletable(Chat chat, ChatMessage message) {
        boolean young = clock.instant().getEpochSecond() - message.date() <= DELETABLE.toSeconds();
        return young && (message.sender().bot() || !chat.isGroup());
    }
}
