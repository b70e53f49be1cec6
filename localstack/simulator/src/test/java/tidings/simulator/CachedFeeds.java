package tidings.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import tidings.domain.Feed;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.DatabaseUnavailableException;
import tidings.store.FeedStore;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.cache.Cached;

/// Feeds behind a cache that all environments share, as [tidings.store.Stores] connects them: what is cached outlives
/// an outage of the database for an hour. Requests are counted in the cache alone.
///
/// @param database the store that every call reaches as a statement
/// @param counts the same store as far as it only counts requests
/// @param ttl how long what is cached is fresh
record CachedFeeds(FeedStore database, FeedStore counts, Entries cache, Duration ttl, InstantSource clock) {
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

    FeedStore store() {
        return (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(),
                new Class<?>[] {FeedStore.class},
                (_, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "page", "topic" -> cached(key(arguments), () -> (Cached<?>) invoked(method, database, arguments));
            case "requested" ->
                quietly(() -> invoked(method, counts, arguments)).orElse(null);
            case "flushRequested" ->
                quietly(() -> cache.get("requests") == null).isEmpty()
                        ? List.of()
                        : invoked(method, database, arguments);
            case "record", "latest" -> {
                Object result = invoked(method, database, arguments);
                quietly(() -> {
                    feed(arguments[0]).ifPresent(feed -> cache.forget("feed/" + feed.community() + "/"));
                    return true;
                });
                yield result;
            }
            default -> invoked(method, database, arguments);
        };
    }

    private Cached<?> cached(String key, Callable<Cached<?>> load) throws Exception {
        Optional<Cached<?>> known = quietly(() -> (Cached<?>) cache.get(key));
        if (known.isPresent() && known.get().at().plus(ttl).isAfter(clock.instant())) {
            return known.get();
        }
        try {
            Cached<?> loaded = load.call();
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

    private static String key(Object[] arguments) {
        String subject = arguments[0] instanceof Feed feed
                ? "feed/" + feed.community() + "/" + feed.period()
                : "topic/" + arguments[0];
        return subject + Arrays.asList(arguments).subList(1, arguments.length);
    }

    private static Optional<Feed> feed(Object argument) {
        return switch (argument) {
            case Feed feed -> Optional.of(feed);
            case PostsFoundV1 found -> Optional.of(found.feed());
            case FeedRefusedV1 refused -> Optional.of(refused.feed());
            case FeedAbsentV1 absent -> Optional.of(absent.feed());
            default -> Optional.empty();
        };
    }

    private static <T> Optional<T> quietly(Callable<T> call) throws Exception {
        try {
            return Optional.ofNullable(call.call());
        } catch (IllegalStateException _) {
            return Optional.empty(); // the cache is away
        }
    }

    private static Object invoked(Method method, Object target, Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }
}
