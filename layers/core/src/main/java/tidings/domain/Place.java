package tidings.domain;

import java.util.OptionalInt;

/// Where a message is sent: a chat and, in a group with topics, one of its forum topics
/// (https://core.telegram.org/bots/api#sendmessage, `message_thread_id`).
///
/// @param topic Telegram's id of the forum topic; empty for the chat itself
public record Place(ChatId chat, OptionalInt topic) {
    public static Place of(ChatId chat) {
        return new Place(chat, OptionalInt.empty());
    }

    /// The same topic of another chat, as when a group became a supergroup.
    public Place in(ChatId other) {
        return new Place(other, topic);
    }
}
