package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.preferences.ChatSettings;
import tidings.selection.Meaning;
import tidings.selection.Planned;

/// What became of each new post for the places that follow it. [FeedStore#record] notes a new post together with
/// the post itself; [#expand] makes deliveries of it, page by page. Thread-safe.
public interface DeliveryStore {
    /// So long it is known what a place got; a weekly brief holds posts for a week.
    Duration RETENTION = Duration.ofDays(8);

    /// A post that was written before is not new, whoever finds it: it may have come and been forgotten.
    Duration NEW = RETENTION.minusDays(1);

    /// Why a delivery is skipped that was pending or held, or what it showed is no longer shown.
    String REMOVED = "removed";

    /// Why a delivery is skipped that was pending: its post is no longer stored; the follow that brought it, or
    /// its chat, is gone or paused; or this version cannot read it.
    String GONE = "gone";

    String UNWANTED = "unwanted";

    String UNREADABLE = "unreadable";

    /// A post whose followers could not be looked at has its next turn after so long.
    Duration PAUSE = Duration.ofMinutes(1);

    /// How long a post waits at most until it is known what it means.
    Duration HELD = Duration.ofMinutes(5);

    /// The sender remembers for two days which message shows a card; what is queued may wait.
    Duration EDITABLE = Duration.ofHours(47);

    /// Somebody who may want a post.
    ///
    /// @param threshold of the chat's pace: posts that rank lower are skipped
    /// @param taught the topic that the chat's rules give the post
    record Follower(Follow follow, ChatSettings settings, float threshold, Optional<String> taught) {
        Follower taught(Optional<String> topic) {
            return new Follower(follow, settings, threshold, topic);
        }
    }

    /// A follower who wants a post.
    ///
    /// @param rank of the post, from 0 to 1
    record Decided(Follow follow, Planned planned, float rank) {}

    /// Decides what becomes of a post, for each follower who wants it; the others get nothing.
    @FunctionalInterface
    interface Decider {
        /// @param meaning of the post, if it is known
        /// @param rank of the post, from 0 to 1
        List<Decided> decide(ClassifiedPost post, Optional<Meaning> meaning, float rank, List<Follower> followers);
    }

    /// What a card shows of its post, as far as it changes.
    ///
    /// @param also how many other communities have the story, too
    record Facts(OptionalInt score, OptionalInt comments, int also) {}

    /// A story in a place.
    record Key(Place place, String story) {}

    /// A story that is to be shown in a place.
    ///
    /// @param also the other communities that have the story
    /// @param query of the follow that brought it
    /// @param settings the chat's
    record Shown(
            Key key, ClassifiedPost post, Set<Community> also, long follow, FollowQuery query, ChatSettings settings) {
        Shown taught(String topic) {
            return new Shown(key, post.taught(topic), also, follow, query, settings);
        }

        public Facts facts() {
            return new Facts(post.post().score(), post.post().comments(), also.size());
        }
    }

    /// A sent card that is to be compared with its post.
    ///
    /// @param before what the card shows
    record Living(Shown now, Facts before, Instant sentAt) {}

    /// How long the oldest of each has waited for what it is there for.
    ///
    /// @param post of which followers have not been looked at
    /// @param delivery that is due and not sent
    record Oldest(Optional<Instant> post, Optional<Instant> delivery) {}

    /// Takes the new post whose turn it is, looks at its next followers, at most `max`, and stores what becomes of
    /// the post for them, in one transaction. A story that a place has already is no second delivery; the post is
    /// added to it. Returns whether there was a post.
    boolean expand(int max, Decider decider);

    /// Pending deliveries that are due, the longest first, at most `max`. Those of which nothing can be shown any
    /// more, because the post, the follow or the chat is gone, are skipped.
    List<Shown> due(int max);

    /// What a card shows from now on, and when it is compared with its post, if ever.
    record Compared(Key key, Facts shown, Optional<Instant> next) {}

    /// Notes that pending deliveries come later.
    void postpone(List<Key> deliveries, Instant until);

    /// Notes that pending deliveries were queued to be sent.
    void sent(List<Compared> cards);

    /// Sent cards that are to be compared with their posts now, the longest first, at most `max`.
    List<Living> living(int max);

    void compared(List<Compared> cards);

    /// A story that a place shows.
    ///
    /// @param brief when the brief was due that brought it; empty if it has a card of its own
    record Sent(Key key, Optional<Instant> brief, ChatSettings settings) {}

    /// These posts are gone: what is pending or held of them is skipped. Returns what shows them, at most `max`,
    /// without what the sender no longer knows ([#EDITABLE]).
    List<Sent> removed(Collection<PostId> posts, int max);

    /// Notes that what is queued shows these posts no more; their cards are compared no more.
    void takenBack(List<Key> posts);

    Oldest oldest();

    /// What is on its way to a chat.
    ///
    /// @param pending deliveries that are sent as soon as there is room
    /// @param held deliveries that wait for a brief or the end of quiet hours
    record Waiting(int pending, int held) {}

    Waiting waiting(ChatId chat);

    /// Plans the thresholds of chats with a pace that were planned before `limit` or never, the longest ago
    /// first, at most `max`. Returns how many.
    int plan(Instant limit, int max);

    /// Deletes at most `max` deliveries that were made before `limit`, and as many keys of stories. Returns how
    /// many of those that were more.
    int expire(Instant limit, int max);
}
