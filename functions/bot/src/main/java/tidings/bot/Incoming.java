package tidings.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage;
import tidings.messages.UpdatesMessage.ChatChangedV1;
import tidings.messages.UpdatesMessage.TelegramResultV1;
import tidings.messages.UpdatesMessage.TextAskedV1;
import tidings.messages.UpdatesMessage.ThreadGoneV1;

/// A message of the updates queue.
sealed interface Incoming {
    /// An update as Telegram posted it.
    ///
    /// @param interaction empty if it asks nothing of the bot
    record FromTelegram(Optional<Interaction> interaction) implements Incoming {}

    /// What a person asks through the API.
    ///
    /// @param text empty if it says nothing
    record FromApi(ChatId chat, Optional<Interaction> text) implements Incoming {}

    /// What Telegram said to a question of ours.
    record FromSender(TelegramResultV1 result) implements Incoming {}

    /// What an earlier update showed of a chat.
    record Changed(ChatChangedV1 change) implements Incoming {}

    /// What the sender found out about a forum topic.
    record Gone(ThreadGoneV1 thread) implements Incoming {}

    /// @throws UnreadableException for what is none of them
    static Incoming read(String body) {
        JsonNode json = Json.read(body, JsonNode.class);
        if (json.has("update_id")) {
            return new FromTelegram(UpdateReader.read(json));
        }
        try {
            return switch (Json.mapper().treeToValue(json, UpdatesMessage.class)) {
                case TelegramResultV1 result -> new FromSender(result);
                case TextAskedV1 asked -> new FromApi(asked.chat(), UpdateReader.read(asked));
                case ThreadGoneV1 gone -> new Gone(gone);
                case ChatChangedV1 change -> new Changed(change);
                case null -> throw new UnreadableException(Incoming.class, "null", null);
            };
        } catch (JsonProcessingException e) {
            throw new UnreadableException(Incoming.class, e.getClass().getSimpleName(), e);
        }
    }
}
