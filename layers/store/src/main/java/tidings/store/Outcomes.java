package tidings.store;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;

/// What became of posts for a chat, to be explained. Thread-safe.
public interface Outcomes {
    /// What became of a story, which several posts may tell.
    ///
    /// @param post the one that was delivered
    /// @param follow the id of the follow that brought it
    /// @param reason why it is held or skipped, as [tidings.selection.DeliveryPolicy], [BriefStore] and
    ///     [DeliveryStore] have it
    /// @param also how many other posts tell the story
    /// @param at when it was decided
    /// @param briefAt the brief that brought it or left it out
    record Outcome(
            PostId post,
            long follow,
            float rank,
            DeliveryState state,
            Optional<String> reason,
            int also,
            Instant at,
            Instant dueAt,
            Optional<Instant> sentAt,
            Optional<Instant> briefAt) {}

    /// Of the story that a post tells; where places of the chat differ, where it was sent.
    Optional<Outcome> find(ChatId chat, PostId post);

    /// What is known of the chat's pace; empty for a chat without one, and for one whose pace is new.
    Optional<Pace> pace(ChatId chat);
}
