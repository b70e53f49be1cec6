package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
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
import tidings.store.cache.Cached;

/// Feeds in memory, for tests and priming. What is equal otherwise keeps the order in which it came.
final class InMemoryFeedStore implements FeedStore {
    private final InMemoryPostStore posts;
    private final CommunityStore communities;
    private final InMemoryDeliveryStore deliveries;
    private final InMemoryNoticeStore notices;
    private final InstantSource clock;
    private final Map<String, InMemoryFetch> fetches = new HashMap<>();
    private final Map<Feed, Latest> latest = new LinkedHashMap<>();
    private final Map<Community, StoredFeed.Refused> refusals = new HashMap<>();
    private final Map<Community, Instant> absences = new HashMap<>();
    private final Map<Feed, Integer> requests = new LinkedHashMap<>();
    private final InMemoryNewPosts newest = new InMemoryNewPosts();
    private final InMemoryWaitingCards waiting = new InMemoryWaitingCards();

    private record Latest(String run, Due due, Instant requestedAt) {}

    InMemoryFeedStore(
            InMemoryPostStore posts,
            CommunityStore communities,
            InMemoryDeliveryStore deliveries,
            InMemoryNoticeStore notices,
            InMemoryChatRegistry chats,
            InstantSource clock) {
        this.posts = posts;
        this.communities = communities;
        this.deliveries = deliveries;
        this.notices = notices;
        this.clock = clock;
        chats.onForget(this::forget);
    }

    private synchronized void forget(ChatId chat) {
        waiting.remove(chat);
    }

    @Override
    public Cached<StoredFeed> page(Feed feed, int first, int size) {
        return new Cached<>(stored(feed, first, size), clock.instant(), false);
    }

    @Override
    public StoredFeed latest(Feed feed, int size) {
        return stored(feed, 0, size);
    }

    private synchronized StoredFeed stored(Feed feed, int first, int size) {
        return Optional.<StoredFeed>ofNullable(refusals.get(feed.community()))
                .or(() -> Optional.ofNullable(latest.get(feed))
                        .map(current -> fetches.get(current.run()).page(posts, first, size)))
                .orElseGet(StoredFeed.Missing::new);
    }

    @Override
    public Cached<TopicPage> topic(String topic, TopicCursor cursor, int size) {
        TopicPage page = new InMemoryTopicPages(posts.ofTopic(topic), size).at(cursor);
        return new Cached<>(page, clock.instant(), false);
    }

    @Override
    public synchronized Recorded hold(PostsFoundV1 part, List<ClassifiedPost> classified) {
        Latest before = latest.get(part.feed());
        InMemoryFetch fetch = Optional.ofNullable(fetches.get(part.run()))
                .orElseGet(() -> InMemoryFetch.of(part, before == null ? null : fetches.get(before.run())))
                .with(part);
        fetches.put(part.run(), fetch);
        Set<PostId> newPosts = posts.upsert(classified, part.fetchedAt());
        deliveries.hold(classified, newPosts, part.fetchedAt(), true);
        if (fetch.isWhole()) {
            makeLatest(part.run(), fetch, part.askedFor() ? fetch.at() : Instant.EPOCH);
        }
        Latest now = latest.get(part.feed());
        boolean superseded = now != null
                && !now.run().equals(part.run())
                && !now.due().fetchedAt().isBefore(part.fetchedAt());
        return new Recorded(fetch.isWhole(), superseded, newPosts);
    }

    @Override
    public synchronized void release(PostsHeldV1 held, Meant meant) {
        deliveries.release(held.posts(), meant, held.fetchedAt());
    }

    private void makeLatest(String run, InMemoryFetch fetch, Instant requestedAt) {
        Feed feed = fetch.feed();
        Latest before = latest.get(feed);
        Set<PostId> known = before == null
                ? Set.of()
                : Set.copyOf(fetches.get(before.run()).ranks().values());
        int brought = (int) fetch.ranks().values().stream()
                .filter(id -> !known.contains(id))
                .count();
        if (before == null) {
            latest.put(feed, new Latest(run, new Due(feed, fetch.at(), OptionalDouble.empty(), 0), requestedAt));
        } else if (!before.due().fetchedAt().isAfter(fetch.at())) {
            boolean isLater = before.due().fetchedAt().isBefore(fetch.at())
                    && !before.run().equals(run);
            OptionalDouble rate = isLater
                    ? OptionalDouble.of(InMemoryFetch.rate(before.due(), brought, fetch.at()))
                    : before.due().newAnHour();
            latest.put(
                    feed,
                    new Latest(run, new Due(feed, fetch.at(), rate, before.due().requests()), before.requestedAt()));
        }
        fetches.values()
                .removeIf(other -> other.feed().equals(feed) && other.at().isBefore(fetch.at()));
        readable(feed.community(), fetch.at());
    }

    private void readable(Community community, Instant at) {
        if (refusals.containsKey(community) && refusals.get(community).at().isBefore(at)) {
            refusals.remove(community);
            notices.read(community, at);
        }
    }

    @Override
    public synchronized Set<PostId> hold(NewPostsFoundV1 part, List<ClassifiedPost> classified) {
        Set<PostId> fresh = posts.upsert(classified, part.fetchedAt());
        deliveries.hold(classified, fresh, part.fetchedAt(), false);
        part.span().ifPresent(span -> {
            newest.known(span, part.fetchedAt());
            span.found().stream()
                    .filter(found -> found.posts() > 0)
                    .forEach(found -> readable(found.community(), part.fetchedAt()));
        });
        return fresh;
    }

    @Override
    public synchronized void record(NewPostsMissedV1 missed) {
        missed.communities().forEach(community -> newest.missed(community, missed.missedAt()));
    }

    @Override
    public synchronized List<NewPostsOf> newest(Map<Community, Integer> followers, Instant refusedBefore) {
        return readable(followers, refusedBefore)
                .map(entry -> newest.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Optional<Recent> recent(Community community, int max) {
        return newest.recent(community, max, posts);
    }

    @Override
    public synchronized void record(FeedRefusedV1 refused) {
        Community community = refused.feed().community();
        StoredFeed.Refused before = refusals.get(community);
        if (before == null || before.at().isBefore(refused.refusedAt())) {
            refusals.put(community, new StoredFeed.Refused(refused.reason(), refused.refusedAt()));
            notices.refused(community, refused.reason(), refused.refusedAt());
        }
    }

    @Override
    public synchronized void record(FeedAbsentV1 absent) {
        absences.merge(absent.feed().community(), absent.absentAt(), (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public synchronized List<Due> followed(Map<Community, Integer> followers, Instant refusedBefore) {
        return readable(followers, refusedBefore)
                .map(entry -> followed(new Feed(entry.getKey(), Period.DAY), entry.getValue()))
                .toList();
    }

    private Stream<Map.Entry<Community, Integer>> readable(Map<Community, Integer> followers, Instant refusedBefore) {
        return followers.entrySet().stream()
                .filter(entry -> !refusals.containsKey(entry.getKey())
                        || refusals.get(entry.getKey()).at().isBefore(refusedBefore));
    }

    private Due followed(Feed feed, int followers) {
        Optional<Due> due = Optional.ofNullable(latest.get(feed)).map(Latest::due);
        Optional<Instant> refused =
                Optional.ofNullable(refusals.get(feed.community())).map(StoredFeed.Refused::at);
        return new Due(
                feed,
                due.map(Due::fetchedAt).orElse(Instant.EPOCH),
                Stream.concat(refused.stream(), Optional.ofNullable(absences.get(feed.community())).stream())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                due.map(Due::newAnHour).orElseGet(OptionalDouble::empty),
                followers);
    }

    @Override
    public synchronized Awaited await(Feed feed, PendingCard card) {
        return waiting.add(feed, card, clock.instant());
    }

    @Override
    public synchronized void delayed(Feed feed, PendingCard card, Instant until) {
        waiting.delay(feed, card, until);
    }

    @Override
    public synchronized List<PendingCard> waiting(Feed feed) {
        return waiting.of(feed, clock.instant().minus(MAX_WAIT));
    }

    @Override
    public synchronized void answered(Feed feed, List<PendingCard> cards) {
        waiting.remove(feed, cards);
    }

    @Override
    public synchronized void requested(Feed feed) {
        requests.merge(feed, 1, Integer::sum);
    }

    @Override
    public synchronized List<Feed> flushRequested(int max) {
        Instant now = clock.instant();
        List<Feed> flushed = requests.entrySet().stream()
                .sorted(Map.Entry.<Feed, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < flushed.size(); i++) {
            int count = requests.remove(flushed.get(i));
            Instant requestedAt = now.minusMillis(i + 1);
            latest.computeIfPresent(flushed.get(i), (_, stored) -> requested(stored, count, now, requestedAt));
        }
        return flushed;
    }

    private static Latest requested(Latest stored, int count, Instant now, Instant requestedAt) {
        Due due = stored.due();
        double requests = InMemoryFetch.requests(due, count, stored.requestedAt(), now);
        return new Latest(stored.run(), new Due(due.feed(), due.fetchedAt(), due.newAnHour(), requests), requestedAt);
    }

    @Override
    public synchronized List<Due> due(Instant requestedSince, Instant fetchedBefore, int max) {
        return latest.values().stream()
                .filter(stored -> !stored.requestedAt().isBefore(requestedSince)
                        && stored.due().fetchedAt().isBefore(fetchedBefore))
                .sorted(Comparator.comparing(Latest::requestedAt).reversed())
                .limit(max)
                .map(Latest::due)
                .toList();
    }

    @Override
    public Optional<Instant> oldestPost() {
        return posts.oldest();
    }

    @Override
    public synchronized int expire(Instant limit, int max) {
        List<String> expired = fetches.entrySet().stream()
                .filter(fetch -> fetch.getValue().at().isBefore(limit))
                .sorted(Comparator.comparing(fetch -> fetch.getValue().at()))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        fetches.keySet().removeAll(Set.copyOf(expired));
        latest.values().removeIf(stored -> expired.contains(stored.run()));
        refusals.entrySet()
                .removeIf(refused -> refused.getValue().at().isBefore(limit)
                        && communities.knowledge(refused.getKey()).equals(CommunityStore.Knowledge.NONE)
                        && !notices.isToldOf(refused.getKey()));
        newest.expire(limit);
        waiting.expire(clock.instant().minus(MAX_WAIT));
        return posts.expire(limit, max);
    }
}
