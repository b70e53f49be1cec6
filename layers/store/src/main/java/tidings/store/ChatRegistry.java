package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;

/// The chats that the bot is or was in, and what they prefer. Read behind the cache for an hour, and anew after
/// each change. Thread-safe.
public interface ChatRegistry {
    enum Status {
        ACTIVE,
        /// A person blocked the bot.
        BLOCKED,
        /// The bot was removed from a group or channel.
        LEFT
    }

    /// @param since when the status was noted; the epoch if none was, of a chat that is taken to be active
    record Registered(ChatId chat, Status status, Instant since, ChatSettings settings) {}

    Optional<Registered> find(ChatId chat);

    /// Those of these chats that are registered, by one query and not from the cache.
    Map<ChatId, Registered> find(Collection<ChatId> chats);

    /// Notes a chat's status. One that is noted already changes nothing; an older one than that which is known
    /// neither.
    void note(ChatId chat, Status status, Instant at);

    /// Notes what a chat prefers, and the chat itself if it is new.
    void prefer(ChatId chat, ChatSettings settings);

    /// Erases everything of a chat: what it prefers, follows, saved and shares, and what it got.
    void forget(ChatId chat);

    /// Rows of a table that are exported.
    int MAX_EXPORTED = 5_000;

    /// Rows of a table that are a chat's.
    ///
    /// @param total how many there are
    /// @param rows at most [#MAX_EXPORTED]; of what grows, the latest
    record Rows(int total, List<JsonNode> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /// Everything that is kept of a chat, by the names of the tables, what matters most first.
    Map<String, Rows> export(ChatId chat);

    /// The tables that are not exported, and why.
    static Map<String, String> unexported() {
        return ChatTable.ALL.stream()
                .filter(table -> !table.isExported())
                .collect(Collectors.toMap(ChatTable::name, ChatTable::kept));
    }

    /// A group became a supergroup: everything that is kept of it, follows and deliveries, belongs to the new id.
    /// What the new id has already stays, so that a second call changes nothing.
    void moved(ChatId chat, ChatId to);
}
