package tidings.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.store.cache.Cached;

/// Feeds as they were last fetched, and the topics of their posts. Thread-safe.
public interface FeedStore {
    /// A fetch that was requested less long ago is under way, or lost.
    Duration UNDER_WAY = Duration.ofSeconds(45);

    /// A card that waits longer gets no answer any more.
    Duration MAX_WAIT = Duration.ofHours(1);

    /// At most `size` posts of the latest whole fetch from rank `first` on, or why there are none.
    Cached<StoredFeed> page(Feed feed, int first, int size);

    /// The first page as the database has it now, whatever is cached; what is cached is renewed.
    StoredFeed latest(Feed feed, int size);

    /// The page of a topic that is at a cursor, of at most `size` posts.
    Cached<TopicPage> topic(String topic, TopicCursor cursor, int size);

    /// Stores a part of a fetch, and holds its new posts back from those who follow them until [#release], or for
    /// [DeliveryStore#HELD]. Storing it again changes nothing. A post that cannot be stored leaves a gap.
    Recorded hold(PostsFoundV1 part, List<ClassifiedPost> posts);

    /// Stores a part of the newest posts of communities, as [#hold(PostsFoundV1, List)] does. Returns the posts that
    /// were not stored before.
    Set<PostId> hold(NewPostsFoundV1 part, List<ClassifiedPost> posts);

    /// What is held of a part that was stored.
    static PostsHeldV1 held(PostsFoundV1 part) {
        return held(part.run(), part.firstRank(), part.posts(), part.fetchedAt());
    }

    static PostsHeldV1 held(NewPostsFoundV1 part) {
        return held(part.run(), part.first(), part.posts(), part.fetchedAt());
    }

    private static PostsHeldV1 held(String run, int first, List<Post> posts, Instant fetchedAt) {
        return new PostsHeldV1(
                run, first, posts.stream().map(Post::id).distinct().toList(), fetchedAt);
    }

    /// Notes what posts mean that are stored, and holds back none of them any longer. Doing it again changes nothing.
    ///
    /// @param meant what is known of them by what they mean
    void release(PostsHeldV1 held, Meant meant);

    default Recorded record(PostsFoundV1 part, List<ClassifiedPost> posts, Meant meant) {
        Recorded recorded = hold(part, posts);
        release(held(part), meant);
        return recorded;
    }

    default Recorded record(PostsFoundV1 part, List<ClassifiedPost> posts) {
        return record(part, posts, Meant.NONE);
    }

    default Set<PostId> record(NewPostsFoundV1 part, List<ClassifiedPost> posts) {
        Set<PostId> fresh = hold(part, posts);
        release(held(part), Meant.NONE);
        return fresh;
    }

    /// Notes that communities had more new posts than could be fetched.
    void record(NewPostsMissedV1 missed);

    /// Notes that the source refuses a community, whichever of its feeds was asked for.
    void record(FeedRefusedV1 refused);

    /// Notes that nothing came of a community that was fetched together with others.
    void record(FeedAbsentV1 absent);

    /// Adds a card to those that wait for a feed. Adding it again changes nothing.
    Awaited await(Feed feed, PendingCard card);

    /// The fetch for a card cannot be made before `until`; cards that are added by then join it.
    void delayed(Feed feed, PendingCard card, Instant until);

    /// The cards that wait for a feed, whichever fetch brings it, and were told so no longer than [#MAX_WAIT] ago.
    List<PendingCard> waiting(Feed feed);

    /// The cards no longer wait for the feed.
    void answered(Feed feed, List<PendingCard> cards);

    /// Counts a request of somebody for a feed, without a database statement.
    void requested(Feed feed);

    /// Stores the requests since the last call, of at most `max` feeds; returns these, the most requested first.
    List<Feed> flushRequested(int max);

    /// Feeds that somebody requested since `requestedSince` and that were fetched before `fetchedBefore`, the most
    /// recently requested first.
    List<Due> due(Instant requestedSince, Instant fetchedBefore, int max);

    /// The day's feeds of communities that are followed, fetched or not, without those that refused since
    /// `refusedBefore`.
    ///
    /// @param followers how many follow each
    List<Due> followed(Map<Community, Integer> followers, Instant refusedBefore);

    /// Until when the new posts of communities are known, without those that refused since `refusedBefore`.
    ///
    /// @param followers how many follow each
    List<NewPostsOf> newest(Map<Community, Integer> followers, Instant refusedBefore);

    /// The newest posts of a community, at most `max`, without those that are not for minors; empty unless all
    /// that came in a time are stored.
    Optional<Recent> recent(Community community, int max);

    /// Deletes at most `max` posts that were last seen before `limit`, the oldest first, and as many fetches,
    /// counts of hours and refused communities of which nothing else is known; and cards that have waited for an
    /// hour. Returns how many posts.
    int expire(Instant limit, int max);

    /// When the post that was not seen for the longest time was last seen; empty if none is stored.
    Optional<Instant> oldestPost();

    /// What is stored of a feed.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "known")
    sealed interface StoredFeed {
        @JsonTypeName("nothing")
        record Missing() implements StoredFeed {}

        @JsonTypeName("page")
        record Page(FeedPage page) implements StoredFeed {}

        /// @param at when the source refused
        @JsonTypeName("refused")
        record Refused(SourceProblem reason, Instant at) implements StoredFeed {}
    }

    /// The fetch that a card waits for.
    ///
    /// @param isNew whether it has to be requested for this card; false if one is under way
    /// @param at when it was requested, or when it can be made
    record Awaited(boolean isNew, Instant at) {}

    /// What storing a part came to.
    ///
    /// @param whole whether the fetch is whole now; every part that is stored again says so too
    /// @param superseded whether a later fetch of the feed is whole already
    /// @param newPosts the posts that were not stored before
    record Recorded(boolean whole, boolean superseded, Set<PostId> newPosts) {
        /// Whether the feed can be shown to who waits for this fetch.
        public boolean answers() {
            return whole || superseded;
        }

        Recorded withNewPosts(Set<PostId> posts) {
            return new Recorded(whole, superseded, posts);
        }
    }

    /// Until when the new posts of a community are known.
    ///
    /// @param due with the feed of its day, and the time until which they are known as that of its fetch
    /// @param missedAt when it last had more than could be fetched
    record NewPostsOf(Due due, Optional<Instant> missedAt) {}

    /// All posts of a community that came in a time.
    ///
    /// @param posts the newest first
    record Recent(List<ClassifiedPost> posts, Instant since, Instant until) {
        /// @param max if there are so many, they begin with the last of them
        static Recent of(List<ClassifiedPost> posts, int max, Instant since, Instant until) {
            return new Recent(
                    posts, posts.size() < max ? since : posts.getLast().post().created(), until);
        }
    }

    /// A feed that may be fetched again.
    ///
    /// @param fetchedAt when it was last fetched; [Instant#EPOCH] if never
    /// @param absentAt when nothing came of it, among others or refused; [Instant#EPOCH] if never
    /// @param newAnHour posts that it brings in an hour; empty before its second fetch
    /// @param requests request count with exponential decay: one made six hours before the latest counts 1/e;
    ///     of a followed one the number of followers
    record Due(Feed feed, Instant fetchedAt, Instant absentAt, OptionalDouble newAnHour, double requests) {
        /// A feed that somebody requested.
        public Due(Feed feed, Instant fetchedAt, OptionalDouble newAnHour, double requests) {
            this(feed, fetchedAt, Instant.EPOCH, newAnHour, requests);
        }

        /// When the source was last asked for it.
        public Instant askedAt() {
            return isAbsent() ? absentAt : fetchedAt;
        }

        public boolean isAbsent() {
            return absentAt.isAfter(fetchedAt);
        }
    }
}
