package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import tidings.aws.Message;
import tidings.domain.ChatId;
import tidings.domain.Place;

/// What we put into the updates queue. Telegram's own updates reach it through the webhook as they came: they have an
/// `update_id` and no `type`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface UpdatesMessage extends Message {
    /// What became of a [OutboxMessage.TelegramCallV1]. It is in the group of its chat's updates, so that both are
    /// handled in order.
    ///
    /// @param topic the forum topic of the chat, as the call named it
    /// @param id the call's
    /// @param context the call's, as it came
    @JsonTypeName("telegram-result/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TelegramResultV1(
            ChatId chat, OptionalInt topic, String id, TelegramResult result, Map<String, String> context)
            implements UpdatesMessage {
        public TelegramResultV1 {
            topic = topic == null ? OptionalInt.empty() : topic;
            context = Map.copyOf(context);
        }

        public TelegramResultV1(Place place, String id, TelegramResult result, Map<String, String> context) {
            this(place.chat(), place.topic(), id, result, context);
        }

        public Place place() {
            return new Place(chat, topic);
        }

        @Override
        public String group() {
            return Long.toString(chat.value());
        }

        @Override
        public String deduplication() {
            return "result:" + id;
        }
    }

    /// A person asks the bot through the API what they could type in their own chat with it, where the answer appears.
    ///
    /// @param update stands for the number of an update; below zero, where Telegram has none
    /// @param language IETF tag of the person's Telegram
    @JsonTypeName("text-asked/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TextAskedV1(ChatId chat, long update, String text, Optional<String> language) implements UpdatesMessage {
        /// Leaves 48 bits of a hash, with which no two requests of some minutes are taken for one.
        private static final int DROPPED = 16;

        public TextAskedV1 {
            language = language == null ? Optional.empty() : language;
        }

        /// @param key names the request among those of the chat: the same one is the same update
        public static TextAskedV1 of(ChatId chat, String key, String text, Optional<String> language) {
            String name = chat.value() + " " + key;
            UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            return new TextAskedV1(chat, -1 - (hash.getMostSignificantBits() >>> DROPPED), text, language);
        }

        @Override
        public String group() {
            return Long.toString(chat.value());
        }

        @Override
        public String deduplication() {
            return Long.toString(update);
        }
    }

    /// A card came to the chat itself, for its forum topic is closed or gone.
    ///
    /// @param card names the card
    @JsonTypeName("thread-gone/1")
    record ThreadGoneV1(ChatId chat, int thread, String card) implements UpdatesMessage {
        @Override
        public String group() {
            return Long.toString(chat.value());
        }

        @Override
        public String deduplication() {
            return "gone:" + card;
        }
    }

    /// What an update showed of a chat and the registry of chats does not know yet. It has a group of its own, so
    /// that the chat's updates do not wait until it does.
    ///
    /// @param cause the update
    /// @param open whether the bot may write in the chat
    /// @param movedTo the supergroup that the group became, if it did
    @JsonTypeName("chat-changed/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChatChangedV1(ChatId chat, String cause, boolean open, Optional<ChatId> movedTo, Instant at)
            implements UpdatesMessage {
        public ChatChangedV1 {
            movedTo = movedTo == null ? Optional.empty() : movedTo;
        }

        @Override
        public String group() {
            return "chat:" + chat.value();
        }

        @Override
        public String deduplication() {
            return "chat:" + cause;
        }
    }
}
