package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;

/// What chats want to be reminded of. Thread-safe.
public interface ReminderStore {
    /// A chat has no more active ones.
    int MAX = 100;

    /// So long is one kept that came, to be snoozed.
    Duration KEPT = Duration.ofDays(30);

    /// What somebody wants to be reminded of, by any or none of these.
    ///
    /// @param words their own; may be empty
    /// @param message of Telegram, in the same chat
    /// @param permalink of the post, an absolute URL; empty without one
    record Subject(String words, OptionalInt message, Optional<PostId> post, String permalink) {}

    /// @param language an IETF language tag
    /// @param repeat when it comes again, at the clock of the chat
    /// @param active whether it is still to come
    record Reminder(
            long id,
            Place place,
            Subject subject,
            String language,
            Instant dueAt,
            Optional<BriefTimes> repeat,
            boolean active) {}

    /// @param settings the chat's
    /// @param title of its post, as long as that is kept
    record Due(Reminder reminder, ChatSettings settings, Optional<String> title) {}

    /// @param next when it comes again; empty if it does not
    record Came(Reminder reminder, Optional<Instant> next) {}

    /// Returns nothing if there is no room.
    ///
    /// @param cause names what asked for it, which has one reminder however often it is added
    Optional<Reminder> add(
            Place place, String cause, Subject subject, String language, Instant dueAt, Optional<BriefTimes> repeat);

    /// The active ones of a chat, the next first.
    List<Reminder> of(ChatId chat);

    Optional<Reminder> find(ChatId chat, long id);

    /// Lets a reminder come at another time, also one that came; empty if it is gone.
    Optional<Reminder> move(ChatId chat, long id, Instant dueAt);

    void remove(ChatId chat, long id);

    /// Those that are due, in the order in which they are, at most `max`.
    List<Due> due(int max);

    /// Notes that reminders were queued to be sent; one that was moved meanwhile stays as it is.
    void came(List<Came> reminders);

    /// Deletes what came before an instant; returns how many there were, at most `max`.
    int expire(Instant before, int max);
}
