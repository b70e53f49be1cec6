package tidings.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FeedStore;
import tidings.store.cache.Cached;

/// Feeds behind a cache that all environments share, as [tidings.store.Stores] connects them: what is cached outlives
/// an outage of the database for an hour.
///
/// @param database the store that every call reaches as a statement
/// @param counts the same store as far as it only counts requests
/// @param ttl how long what is cached is fresh
record CachedFeeds(FeedStore database, FeedStore counts, Entries cache, Duration ttl, InstantSource clock)
        implements FeedStore {
    private static final Duration STALE = Duration.ofHours(1);

    /// What the cache holds.
    interface Entries {
        Object get(String key);

        void put(String key, Object value);

        void forget(String prefix);

        static Entries inMemory() {
            Map<String, Object> entries = new HashMap<>();
            return new Entries() {
                @Override
                public Object get(String key) {
                    return entries.get(key);
                }

                @Override
                public void put(String key, Object value) {
                    entries.put(key, value);
                }

                @Override
                public void forget(String prefix) {
                    entries.keySet().removeIf(key -> key.startsWith(prefix));
                }
            };
        }
    }

    @Override
    public Cached<StoredFeed> page(Feed feed, int first, int size) {
        return cached(key(feed) + first + "/" + size, () -> database.page(feed, first, size));
    }

    @Override
    public Cached<TopicPage> topic(String topic, TopicCursor cursor, int size) {
        return cached("topic/" + topic + cursor + size, () -> database.topic(topic, cursor, size));
    }

    @Override
    public Recorded record(PostsFoundV1 part, List<ClassifiedPost> posts) {
        Recorded recorded = database.record(part, posts);
        if (recorded.whole()) {
            forget("feed/" + part.feed().community() + "/");
        }
        return recorded;
    }

    @Override
    public void record(FeedRefusedV1 refused) {
        database.record(refused);
        forget("feed/" + refused.feed().community() + "/");
    }

    @Override
    public void requested(Feed feed) {
        quietly(() -> {
            counts.requested(feed);
            return true;
        });
    }

    @Override
    public List<Feed> flushRequested(int max) {
        return quietly(() -> cache.get("requests") == null).isEmpty() ? List.of() : database.flushRequested(max);
    }

    @Override
    public List<Due> due(Instant requestedSince, Instant fetchedBefore, int max) {
        return database.due(requestedSince, fetchedBefore, max);
    }

    @Override
    public int expire(Instant limit, int max) {
        return database.expire(limit, max);
    }

    @SuppressWarnings("unchecked") // a key has values of one type
    private <T> Cached<T> cached(String key, Supplier<Cached<T>> load) {
        Optional<Cached<T>> known = quietly(() -> (Cached<T>) cache.get(key));
        if (known.isPresent() && known.get().at().plus(ttl).isAfter(clock.instant())) {
            return known.get();
        }
        try {
            Cached<T> loaded = load.get();
            if (!(loaded.value() instanceof StoredFeed.Missing)) {
                quietly(() -> {
                    cache.put(key, loaded);
                    return true;
                });
            }
            return loaded;
        } catch (DatabaseUnavailableException e) {
            return known.filter(stale -> stale.at().plus(ttl).plus(STALE).isAfter(clock.instant()))
                    .map(stale -> new Cached<>(stale.value(), stale.at(), true))
                    .orElseThrow(() -> e);
        }
    }

    private static String key(Feed feed) {
        return "feed/" + feed.community() + "/" + feed.period() + "/";
    }

    private void forget(String prefix) {
        quietly(() -> {
            cache.forget(prefix);
            return true;
        });
    }

    private static <T> Optional<T> quietly(Supplier<T> call) {
        try {
            return Optional.ofNullable(call.get());
        } catch (IllegalStateException _) {
            return Optional.empty(); // the cache is away
        }
    }
}
