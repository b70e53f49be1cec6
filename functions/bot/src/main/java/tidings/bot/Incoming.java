package tidings.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.telegram.telegrambots.meta.api.objects.Update;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.messages.UpdatesMessage.TelegramResultV1;

/// A message of the updates queue.
sealed interface Incoming {
    /// An update as Telegram posted it.
    record FromTelegram(Update update) implements Incoming {}

    /// What Telegram said to a question of ours.
    record FromSender(TelegramResultV1 result) implements Incoming {}

    /// @throws UnreadableException for what is neither
    static Incoming read(String body) {
        JsonNode json = Json.read(body, JsonNode.class);
        try {
            return json.has("update_id")
                    ? new FromTelegram(Json.mapper().treeToValue(json, Update.class))
                    : new FromSender(Json.mapper().treeToValue(json, TelegramResultV1.class));
        } catch (JsonProcessingException e) {
            throw new UnreadableException(Incoming.class, e.getClass().getSimpleName(), e);
        }
    }
}
