package tidings.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.messages.UpdatesMessage.TelegramResultV1;

/// A message of the updates queue.
sealed interface Incoming {
    /// An update as Telegram posted it.
    ///
    /// @param interaction empty if it asks nothing of the bot
    record FromTelegram(Optional<Interaction> interaction) implements Incoming {}

    /// What Telegram said to a question of ours.
    record FromSender(TelegramResultV1 result) implements Incoming {
        public FromSender {
            if (result == null) {
                throw new UnreadableException(Incoming.class, "null", null);
            }
        }
    }

    /// @throws UnreadableException for what is neither
    static Incoming read(String body) {
        JsonNode json = Json.read(body, JsonNode.class);
        if (json.has("update_id")) {
            return new FromTelegram(UpdateReader.read(json));
        }
        try {
            return new FromSender(Json.mapper().treeToValue(json, TelegramResultV1.class));
        } catch (JsonProcessingException e) {
            throw new UnreadableException(Incoming.class, e.getClass().getSimpleName(), e);
        }
    }
}
