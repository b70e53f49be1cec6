package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;

/// What people did lately: commands and posts, by their words and ids. Thread-safe.
public interface HistoryStore {
    /// As long as posts' ids help anybody to find them again.
    Duration KEPT = Duration.ofDays(30);

    /// So many entries are read at once.
    int PAGE = 5;

    /// Adds entries, each once however often it is added. Those of a chat that is erased meanwhile go with it.
    ///
    /// @param isErased whether an entry is from before its chat was erased; asked while that cannot change
    /// @return those of chats that are not registered, which are not added
    List<ActedV1> add(List<ActedV1> acted, Predicate<ActedV1> isErased);

    /// A page of entries, the latest first.
    ///
    /// @param before the entry that the page is behind; empty for the latest
    Page of(ChatId chat, Optional<Position> before);

    Optional<Entry> find(ChatId chat, Position at);

    /// Makes room for the entries of the next days, and drops what is past its time.
    void sweep(Instant now);

    /// @param at in whole milliseconds
    record Position(Instant at, String id) {}

    /// @param command its word; empty if the entry is of none
    record Entry(Position at, Kind kind, String command, List<PostId> posts) {
        public Entry {
            posts = List.copyOf(posts);
        }
    }

    /// @param more whether there are older ones
    record Page(List<Entry> entries, boolean more) {
        public Page {
            entries = List.copyOf(entries);
        }

        /// @param found at most one more than a page has
        static Page of(List<Entry> found) {
            return new Page(found.subList(0, Math.min(PAGE, found.size())), found.size() > PAGE);
        }
    }
}
