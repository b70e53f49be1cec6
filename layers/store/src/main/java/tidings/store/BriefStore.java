package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.ChatSettings;

/// What was held for chats, brought together when its time comes. Thread-safe.
public interface BriefStore {
    /// So many posts of a place are sent in a brief, the best; the others are skipped.
    int MAX_SENT = 20;

    /// So many of a chat are looked at; what is beyond is in the next brief.
    int MAX_HELD = 2_000;

    /// What was skipped for the chat's pace is part of a brief for so long: a post is not stored longer.
    Duration SKIPPED_SINCE = Duration.ofHours(48);

    /// Chats that are due for a brief in a minute; the others follow in the next ones.
    int MADE_A_MINUTE = 1_500;

    /// So many chats that come before another are counted.
    int MAX_AHEAD = 100_000;

    /// Briefs of so long before another may still be on their way.
    Duration ON_THEIR_WAY = Duration.ofHours(3);

    /// Of so many chats that come before another it is known how many messages their last briefs took.
    int SAMPLE = 100;

    /// A brief that could not be made is tried again after so long, so that it holds up no other.
    Duration PAUSE = Duration.ofMinutes(10);

    /// Why a delivery is skipped that was held: the brief has better ones.
    String FULL = "full";

    /// @param dueAt when it was to come; names it among those of the chat
    /// @param places that it has posts for
    /// @param byTopic whether the group had a thread for each topic when it was made
    record Brief(ChatId chat, Instant dueAt, ChatSettings settings, List<Place> places, boolean byTopic) {}

    /// @param also the other communities that have the story
    record Item(ClassifiedPost post, Set<Community> also) {}

    /// @param skipped how many posts of the place the brief left out, those that are no longer stored included
    /// @param gone how many of these are no longer stored
    record Page(List<Item> items, int sent, int skipped, int gone) {
        public Page without(Collection<PostId> posts) {
            List<Item> others = items.stream()
                    .filter(item -> !posts.contains(item.post().post().id()))
                    .toList();
            return new Page(others, sent, skipped, gone);
        }
    }

    /// Posts that briefs will show and that are no longer stored.
    ///
    /// @param communities that were followed for them by name: where they may be
    record Missing(List<PostId> posts, List<Community> communities) {}

    /// Takes chats that have a brief to come by `dueBy`, each once before a brief, and of each the posts that are
    /// no longer stored among the [#MAX_SENT] best that are held for it.
    ///
    /// @param heldSince chats for which nothing is held for longer are left out: all is stored
    /// @param chats so many at most, those first whose briefs come first
    /// @return empty if there was no such chat left
    Optional<Missing> toRestore(Instant dueBy, Instant heldSince, int chats);

    /// Makes the brief that has been due for longest: in one transaction marks what is held as sent or skipped,
    /// keeps the brief until it is queued, and notes when the next one is due. Briefs that were missed are one;
    /// one that is not due any more, because the rules of its zone changed, comes at its new time. Returns
    /// whether one was due.
    boolean make();

    /// Briefs that were made and not queued, the oldest first, without those that wait.
    List<Brief> unqueued(int max);

    /// @param messages so many it took
    void queued(Brief brief, int messages);

    /// How long after its time the brief of a chat is sent, because of those that come before it: of chats that are due
    /// earlier, or with it and have a lower id.
    ///
    /// @param messagesASecond so many messages of briefs are sent
    Duration late(ChatId chat, Instant dueAt, double messagesASecond);

    /// The brief is not queued before `until`.
    void waits(Brief brief, Instant until);

    /// Whether a brief that is known was made by topic.
    boolean isByTopic(ChatId chat, Instant dueAt);

    /// Posts of a brief that are still stored, the best first. A page of what it brought keeps its posts: those
    /// that are no longer stored leave gaps.
    ///
    /// @param skipped whether those that it left out, or those that it brought
    Page page(Place place, Instant dueAt, boolean skipped, int first, int max);

    /// When the last brief of a chat that is known was to come.
    Optional<Instant> last(ChatId chat);

    /// What a follow of a place wanted.
    ///
    /// @param rank of the post, from 0 to 1
    /// @param skipped false if it came, or is to come
    record Wanted(ClassifiedPost post, float rank, boolean skipped) {}

    /// What the follows of a place wanted since an instant and is still stored, the latest first, at most `max`:
    /// of these a pace chooses the best.
    List<Wanted> wanted(Place place, Instant since, int max);

    /// The posts that came to a chat since an instant, at once or in briefs, the latest first, at most `max`.
    List<Moment> received(ChatId chat, Instant since, int max);

    /// Deletes at most `max` briefs that were made before `limit`.
    int expire(Instant limit, int max);
}
