package tidings.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.points.Level;
import tidings.points.Score;

/// The points of chats, and who wants to be seen among the leaders. A chat that turned points off gets none and is
/// not seen. Thread-safe.
public interface PointStore {
    /// So many leaders are shown.
    int SHOWN = 10;

    /// So many are counted ahead of a chat.
    int COUNTED = 1_000;

    /// Counts what registered chats did. What was counted before counts no more.
    ///
    /// @param isErased whether an activity is from before its chat was erased; asked while that cannot change
    void count(Collection<ActedV1> activities, Predicate<ActedV1> isErased);

    /// @param name by which the chat is among the leaders; an empty text for none in particular, nothing if it is not
    ///     there
    record Counted(Score score, Optional<String> name) {
        static final Counted NONE = new Counted(Score.NONE, Optional.empty());
    }

    Counted find(ChatId chat);

    /// @param name empty for none in particular
    record Leader(String name, long points) {}

    /// Those with the most points, at most [#SHOWN].
    List<Leader> leaders();

    /// How many leaders are ahead of a chat with so many points, at most [#COUNTED].
    int ahead(ChatId chat, long points);

    /// @param name as in [Counted]
    void show(ChatId chat, Optional<String> name);

    /// The level that a chat reached since the last call; empty if it is the same.
    Optional<Level> reached(ChatId chat);
}
