package tidings.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;

/// What chats follow. Thread-safe.
public interface FollowStore {
    /// So many a chat.
    int MAX = 200;

    /// Saves a follow. The same query of the same place is the same follow, however often it is saved. Empty if
    /// the chat has as many as it may.
    Optional<Follow> add(Place place, FollowQuery query);

    /// Those of a chat, the oldest first.
    List<Follow> of(ChatId chat);

    Optional<Follow> find(ChatId chat, long id);

    /// Returns the changed follow; empty if the chat has none of that id. Another follow of its place that had the
    /// query before goes.
    Optional<Follow> change(ChatId chat, long id, FollowQuery query);

    Optional<Follow> pause(ChatId chat, long id, boolean paused);

    /// Returns whether there was one.
    boolean remove(ChatId chat, long id);

    /// The follows with one of these origins, of active chats and not paused, whose ids are greater than `after`,
    /// in the order of their ids, at most `max`, and fewer only at the end. One bounded index scan.
    List<Follow> followers(Collection<Origin> origins, long after, int max);

    /// The communities that follows of active chats name which are not paused, each with how many do, the most
    /// followed first.
    Map<Community, Integer> communities(int max);

    /// How many such follows take posts from anywhere.
    int anywhere();

    /// The topics that such follows name, each with how many do.
    Map<String, Integer> topics();
}
