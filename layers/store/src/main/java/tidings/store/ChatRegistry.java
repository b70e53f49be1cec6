package tidings.store;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;

/// The chats that the bot is or was in, and what they prefer. Read behind the cache for an hour, and anew after each
/// change. Thread-safe.
public interface ChatRegistry {
    enum Status {
        ACTIVE,
        /// A person blocked the bot.
        BLOCKED,
        /// The bot was removed from a group or channel.
        LEFT
    }

    record Registered(ChatId chat, Status status, Instant since, ChatSettings settings) {}

    Optional<Registered> find(ChatId chat);

    /// Notes a chat's status. One that is noted already changes nothing; an older one than that which is known neither.
    void note(ChatId chat, Status status, Instant at);

    /// Notes what a chat prefers, and the chat itself if it is new.
    void prefer(ChatId chat, ChatSettings settings);

    /// A group became a supergroup: everything that is kept of it, follows and deliveries, belongs to the new id.
    void moved(ChatId chat, ChatId to);
}
