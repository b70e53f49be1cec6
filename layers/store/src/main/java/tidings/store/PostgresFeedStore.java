package tidings.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
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
import tidings.settings.Tunable;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Cached;
import tidings.store.cache.Key;
import tidings.store.cache.Popularity;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.instant;

/// Feeds in Postgres behind the cache; requests are counted in Valkey until [#flushRequested] stores them.
record PostgresFeedStore(Database database, Cache cache, Popularity popularity, Retention retention)
        implements FeedStore {
    /// Each fetch invalidates its feed's pages, and a page says when it was fetched, so it may be older than a
    /// feed is fresh.
    static final CacheRegion<StoredFeed> PAGES = CacheRegion.of(
            "listing",
            2,
            StoredFeed.class,
            tunables -> tunables.seconds(Tunable.LISTING_TTL).multipliedBy(3),
            Stores.STALE);

    /// Fetches do not invalidate topics: there are several a second, and each changes most topics.
    static final CacheRegion<TopicPage> TOPICS =
            CacheRegion.of("topic", 1, TopicPage.class, tunables -> tunables.seconds(Tunable.TOPIC_TTL), Stores.STALE);

    @Override
    public Cached<StoredFeed> page(Feed feed, int first, int size) {
        return cache.get(PAGES, pageKey(feed, first, size), () -> stored(feed, first, size))
                .map(stored -> stored.filter(this::isKept).orElseGet(StoredFeed.Missing::new));
    }

    /// What is cached can be older than what is stored.
    private boolean isKept(StoredFeed stored) {
        return !(stored instanceof StoredFeed.Page(FeedPage page))
                || !page.fetchedAt().isBefore(retention.limit());
    }

    @Override
    public StoredFeed latest(Feed feed, int size) {
        return cache.reload(PAGES, pageKey(feed, 0, size), () -> stored(feed, 0, size))
                .filter(this::isKept)
                .orElseGet(StoredFeed.Missing::new);
    }

    private static Key pageKey(Feed feed, int first, int size) {
        return new Key(group(feed), first + "+" + size);
    }

    private Optional<StoredFeed> stored(Feed feed, int first, int size) {
        return database.with(handle -> new FeedPages(handle, retention.limit()).at(feed, first, size));
    }

    @Override
    public Cached<TopicPage> topic(String topic, TopicCursor cursor, int size) {
        return cache.get(
                        TOPICS,
                        new Key(topicGroup(topic), name(cursor) + "+" + size),
                        () -> Optional.of(database.with(
                                handle -> new TopicPages(handle, topic, size, retention.limit()).at(cursor))))
                .map(Optional::orElseThrow);
    }

    @Override
    public Recorded hold(PostsFoundV1 part, List<ClassifiedPost> posts) {
        Recorded recorded = Fetches.hold(database, part, posts);
        if (recorded.whole()) {
            invalidate(part.feed().community()); // all periods, because a refusal was one of them all
        }
        return recorded;
    }

    @Override
    public void release(PostsHeldV1 held, Meant meant) {
        Fetches.release(database, held, meant);
    }

    @Override
    public Set<PostId> hold(NewPostsFoundV1 part, List<ClassifiedPost> posts) {
        Set<PostId> fresh = Fetches.hold(database, part, posts);
        part.span()
                .map(span -> database.inTransaction(handle -> new NewPosts(handle).known(span, part.fetchedAt())))
                .ifPresent(readable -> readable.forEach(this::invalidate));
        return fresh;
    }

    @Override
    public void record(NewPostsMissedV1 missed) {
        database.inTransaction(handle -> new NewPosts(handle).missed(missed));
    }

    private void invalidate(Community community) {
        groups(community).forEach(cache::invalidate);
    }

    /// What is cached of a community.
    static Stream<String> groups(Community community) {
        return Arrays.stream(Period.values()).map(period -> group(new Feed(community, period)));
    }

    /// What is cached of a topic.
    static String topicGroup(String topic) {
        return "topic:" + topic;
    }

    @Override
    public void record(FeedRefusedV1 refused) {
        database.inTransaction(handle -> PostgresNoticeStore.refused(handle, refused));
        invalidate(refused.feed().community());
    }

    @Override
    public void record(FeedAbsentV1 absent) {
        Community community = absent.feed().community();
        database.with(handle -> handle.createUpdate("""
                        insert into subreddit (name, source, absent_at) values (:name, :source, :at)
                        on conflict (name) do update set absent_at = greatest(subreddit.absent_at, excluded.absent_at)""")
                .bind("name", community.value())
                .bind("source", community.source().value())
                .bind("at", at(absent.absentAt()))
                .execute());
    }

    @Override
    public Awaited await(Feed feed, PendingCard card) {
        return database.with(handle ->
                new WaitingCards(handle, feed).add(card, retention.clock().instant()));
    }

    @Override
    public void delayed(Feed feed, PendingCard card, Instant until) {
        database.with(handle -> new WaitingCards(handle, feed).delay(card, until));
    }

    @Override
    public List<PendingCard> waiting(Feed feed) {
        Instant since = retention.clock().instant().minus(MAX_WAIT);
        return database.with(handle -> new WaitingCards(handle, feed).all(since));
    }

    @Override
    public void answered(Feed feed, List<PendingCard> cards) {
        database.with(handle -> new WaitingCards(handle, feed).remove(cards));
    }

    @Override
    public void requested(Feed feed) {
        if (cache.isShared()) {
            popularity.count(feed.toString());
        } else {
            store(new LinkedHashMap<>(Map.of(feed, 1)));
        }
    }

    @Override
    public List<Feed> flushRequested(int max) {
        SequencedMap<Feed, Integer> requests = new LinkedHashMap<>();
        popularity.take(max).forEach((text, count) -> Feed.parse(text).ifPresent(feed -> requests.put(feed, count)));
        if (!requests.isEmpty()) {
            store(requests);
        }
        return List.copyOf(requests.keySet());
    }

    private void store(SequencedMap<Feed, Integer> requests) {
        Instant now = retention.clock().instant();
        database.with(handle -> new DueFeeds(handle).store(requests, now));
    }

    @Override
    public List<Due> due(Instant requestedSince, Instant fetchedBefore, int max) {
        return database.with(handle -> new DueFeeds(handle).requested(requestedSince, fetchedBefore, max));
    }

    @Override
    public List<Due> followed(Map<Community, Integer> followers, Instant refusedBefore) {
        return database.with(handle -> new DueFeeds(handle).followed(followers, refusedBefore));
    }

    @Override
    public List<NewPostsOf> newest(Map<Community, Integer> followers, Instant refusedBefore) {
        return database.with(handle -> new NewPosts(handle).of(followers, refusedBefore));
    }

    @Override
    public Optional<Recent> recent(Community community, int max) {
        return database.with(handle -> new NewPosts(handle).recent(community, max, retention.limit()));
    }

    @Override
    public int expire(Instant limit, int max) {
        Instant now = retention.clock().instant();
        database.with(handle -> new Expiry(handle, max).waitingCards(now.minus(MAX_WAIT)));
        database.with(handle -> new Expiry(handle, max).fetches(limit));
        database.with(handle -> new Expiry(handle, max).communities(limit));
        database.with(handle -> new Expiry(handle, max).newPosts(limit));
        database.with(handle -> new Expiry(handle, max).phrases(limit));
        database.with(handle -> new Expiry(handle, max).topicHours(limit.minus(PostTrends.HISTORY)));
        database.with(handle -> new Expiry(handle, max).titleCounts(now.minus(PostTrends.HISTORY)));
        int posts = database.with(handle -> new Expiry(handle, max).posts(limit));
        if (posts > 0) {
            cache.invalidate(PostgresCatalog.SEARCH_GROUP);
        }
        return posts;
    }

    @Override
    public Optional<Instant> oldestPost() {
        return database.with(
                handle -> handle.createQuery("select seen_at from post where seen_at <= :now order by seen_at limit 1")
                        .bind("now", at(retention.clock().instant()))
                        .map((row, _) -> instant(row, "seen_at"))
                        .findOne());
    }

    private static String group(Feed feed) {
        return "listing:" + feed;
    }

    private static String name(TopicCursor cursor) {
        return switch (cursor) {
            case TopicCursor.Top _ -> "top";
            case TopicCursor.After(OptionalInt score, PostId post, int rank) -> "after/" + name(score, post, rank);
            case TopicCursor.Before(OptionalInt score, PostId post, int rank) -> "before/" + name(score, post, rank);
        };
    }

    private static String name(OptionalInt score, PostId post, int rank) {
        return (score.isPresent() ? score.getAsInt() : "none") + "/" + post.value() + "/" + rank;
    }
}
