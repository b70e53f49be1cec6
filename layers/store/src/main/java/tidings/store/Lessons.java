package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.selection.TopicRule;

/// What chats taught: the topics that posts belong to, and which posts they like. Thread-safe.
public interface Lessons {
    /// A chat has no more rules; each further one takes the place of the oldest.
    int MAX_RULES = 100;

    /// @param id unique among all chats
    record Rule(long id, TopicRule rule, Instant at) {}

    /// Moves a post to a topic: for the chat at once, and as a correction of the model.
    ///
    /// @return false if the post is not stored
    boolean correct(ChatId chat, PostId post, String topic);

    /// Adds a rule. One of the same kind and value is replaced.
    void teach(ChatId chat, TopicRule rule);

    /// Those of a chat, the latest first.
    List<Rule> rules(ChatId chat);

    void unteach(ChatId chat, long id);

    /// Notes that a delivered post was liked or disliked. What was noted already changes nothing; the opposite
    /// takes its place.
    ///
    /// @return whether that changed anything
    boolean vote(ChatId chat, PostId post, boolean liked);

    /// What the chat likes about a post, as far as it is not 0: by `topic`, `subreddit`, `domain` and `follow`.
    ///
    /// @param follow the id of the follow that brought it
    Map<String, Double> liking(ChatId chat, ClassifiedPost post, long follow);

    /// Whether the chat liked or disliked something and has not forgotten it.
    boolean hasTastes(ChatId chat);

    /// Forgets what the chat liked.
    void resetTastes(ChatId chat);
}
