package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Stores messages in chats and publishes the changes. Thread-safe.
record Conversations(ChangeFeed changeFeed) {
    ChatMessage add(Chat chat, ChatMessage message) {
        return chat.atomically(() -> {
            ChatMessage sent = chat.add(message);
            changeFeed.add("message", view(chat, sent));
            return sent;
        });
    }

    ChatMessage edit(Chat chat, MessageId id, Content content, Optional<JsonNode> markup, long when) {
        return chat.atomically(() -> {
            ChatMessage edited = chat.change(id, message -> message.edited(content, markup, when))
                    .orElseThrow(() -> ApiError.badRequest("message to edit not found"));
            changeFeed.add("edited", view(chat, edited));
            return edited;
        });
    }

    ChatMessage replaceMarkup(Chat chat, MessageId id, Optional<JsonNode> markup) {
        return chat.atomically(() -> {
            ChatMessage edited = chat.change(id, message -> message.withMarkup(markup))
                    .orElseThrow(() -> ApiError.badRequest("message to edit not found"));
            changeFeed.add("edited", view(chat, edited));
            return edited;
        });
    }

    void delete(Chat chat, MessageId id) {
        chat.atomically(() -> {
            chat.delete(id);
            changeFeed.add(
                    "deleted", Json.object().put("chat", chat.id().value()).put("message", id.value()));
            return id;
        });
    }

    /// A message as people see it: the Bot API's fields, who sent it in a channel, too, its reply keyboard if any,
    /// and the URL of a photo that was not fetched.
    static ObjectNode view(Chat chat, ChatMessage message) {
        ObjectNode view = Json.object().put("chat", chat.id().value());
        ObjectNode shown = chat.json(message);
        shown.set("from", message.sender().json());
        view.set("message", shown);
        if (message.content() instanceof Content.Photo photo) {
            photo.file().address().ifPresent(address -> view.put("photo_address", address));
        }
        message.markup().filter(given -> !given.has("inline_keyboard")).ifPresent(given -> view.set("keyboard", given));
        return view;
    }
}
