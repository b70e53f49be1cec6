package tidings.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.preferences.Setting;

/// The threads that forum groups have for topics of posts, each made when its first post comes. Thread-safe.
public interface ThreadStore {
    /// Whether a group gets threads; automatically not. It is no choice of `/settings`, for Telegram is asked
    /// first whether the bot may make threads.
    Setting<Boolean> AUTO = new Setting<>(
            "threads", List.of(), text -> text.equals("true") ? Optional.of(true) : Optional.empty(), Object::toString);

    /// A thread that Telegram has not made after so long is asked for again.
    Duration PATIENCE = Duration.ofMinutes(10);

    /// Names the topic in the context of the call that makes its thread.
    String TOPIC = "forum.topic";

    /// @param topic a topic's id
    record Key(ChatId chat, String topic) {}

    /// Telegram's ids of the threads, as far as they are decided; empty for one that was lost, whose posts come to
    /// the chat itself.
    Map<Key, OptionalInt> find(Collection<Key> keys);

    /// Notes that threads are asked for, and returns those that are not already.
    List<Key> ask(Collection<Key> keys);

    /// Notes that Telegram made a thread; of two for a topic the first counts.
    void made(Key key, int thread);

    /// The topic of a thread that was not lost.
    Optional<String> topic(ChatId chat, int thread);

    void lost(ChatId chat, int thread);

    /// Forgets what was lost or not made, so that it is made anew.
    void renew(ChatId chat);
}
