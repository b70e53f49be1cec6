package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.PostId;

/// Posts that chats saved, with notes of their own. Thread-safe.
public interface SavedPosts {
    /// A chat saves no more.
    int MAX = 1_000;

    /// Saves a post. One that is saved already gets the new note, unless that is empty, and keeps its place.
    ///
    /// @return whether there was room
    boolean save(ChatId chat, SavedPost post);

    /// The posts whose note, subreddit or topic contains each of the words, whatever their case; the latest first.
    ///
    /// @param first rank of the first, from 0
    Page find(ChatId chat, List<String> words, int first, int size);

    Optional<SavedPost> find(ChatId chat, PostId post);

    void remove(ChatId chat, PostId post);

    /// @param total so many posts were found
    record Page(int total, List<SavedPost> posts) {}

    /// @param title as long as the post itself is kept
    /// @param topic id of its topic; empty if nobody knows
    /// @param permalink the post's own page, an absolute URL
    /// @param note in the person's own words; may be empty
    record SavedPost(
            PostId id,
            Optional<String> title,
            Optional<Community> community,
            String topic,
            String permalink,
            String note,
            Instant at) {}
}
