package tidings.bot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FeedStore;
import tidings.store.Meant;
import tidings.store.cache.Cached;

/// A store whose database can be taken away, with or without what its cache still has.
final class Outage implements FeedStore {
    private final FeedStore store;
    private State state = State.NONE;
    private Instant cachedAt = Instant.EPOCH;

    private enum State {
        NONE,
        CACHED,
        TOTAL
    }

    Outage(FeedStore store) {
        this.store = store;
    }

    /// From now on the cache alone answers, with values of that time.
    void beginsWithACacheOf(Instant at) {
        state = State.CACHED;
        cachedAt = at;
    }

    void beginsWithoutACache() {
        state = State.TOTAL;
    }

    private <T> Cached<T> read(Cached<T> value) {
        return switch (state) {
            case NONE -> value;
            case CACHED -> new Cached<>(value.value(), cachedAt, true);
            case TOTAL -> throw new DatabaseUnavailableException(new IllegalStateException("stopped"));
        };
    }

    @Override
    public Cached<StoredFeed> page(Feed feed, int first, int size) {
        return read(store.page(feed, first, size));
    }

    @Override
    public StoredFeed latest(Feed feed, int size) {
        return store.latest(feed, size);
    }

    @Override
    public Awaited await(Feed feed, PendingCard card) {
        return store.await(feed, card);
    }

    @Override
    public void delayed(Feed feed, PendingCard card, Instant until) {
        store.delayed(feed, card, until);
    }

    @Override
    public List<PendingCard> waiting(Feed feed) {
        return store.waiting(feed);
    }

    @Override
    public void answered(Feed feed, List<PendingCard> cards) {
        store.answered(feed, cards);
    }

    @Override
    public Cached<TopicPage> topic(String topic, TopicCursor cursor, int size) {
        return read(store.topic(topic, cursor, size));
    }

    @Override
    public Recorded hold(PostsFoundV1 part, List<ClassifiedPost> posts) {
        return store.hold(part, posts);
    }

    @Override
    public void release(PostsHeldV1 held, Meant meant) {
        store.release(held, meant);
    }

    @Override
    public void record(FeedRefusedV1 refused) {
        store.record(refused);
    }

    @Override
    public void record(FeedAbsentV1 absent) {
        store.record(absent);
    }

    @Override
    public void requested(Feed feed) {
        store.requested(feed);
    }

    @Override
    public List<Feed> flushRequested(int max) {
        return store.flushRequested(max);
    }

    @Override
    public List<Due> due(Instant requestedSince, Instant fetchedBefore, int max) {
        return store.due(requestedSince, fetchedBefore, max);
    }

    @Override
    public List<Due> followed(Map<Community, Integer> followers, Instant refusedBefore) {
        return store.followed(followers, refusedBefore);
    }

    @Override
    public Set<PostId> hold(NewPostsFoundV1 part, List<ClassifiedPost> posts) {
        return store.hold(part, posts);
    }

    @Override
    public void record(NewPostsMissedV1 missed) {
        store.record(missed);
    }

    @Override
    public List<NewPostsOf> newest(Map<Community, Integer> followers, Instant refusedBefore) {
        return store.newest(followers, refusedBefore);
    }

    @Override
    public Optional<Recent> recent(Community community, int max) {
        return store.recent(community, max);
    }

    @Override
    public Optional<Instant> oldestPost() {
        return store.oldestPost();
    }

    @Override
    public int expire(Instant limit, int max) {
        return store.expire(limit, max);
    }
}
