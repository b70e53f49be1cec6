package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.DeafCache;
import tidings.store.cache.Key;

/// Learns what the cached reads of the repositories ask for, without a database: a read ends once its key is known.
final class AskedKeys {
    private static final Pattern ADDRESS = Pattern.compile("t\\d+:\\{([^}]+)}:([a-z-]+)\\.\\d+:(.*)");

    /// Those that functions read for people.
    private static final Map<String, CacheRegion<?>> REGIONS = Stream.of(
                    PostgresFeedStore.PAGES,
                    PostgresFeedStore.TOPICS,
                    PostgresChatRegistry.CHATS,
                    PostgresHistory.RECENT,
                    PostgresPostStore.POSTS,
                    PostSearch.FOUND,
                    PostSearch.POSTS,
                    PostTrends.TRENDS,
                    PostgresPointStore.POINTS,
                    PostgresPointStore.LEADERS,
                    PostgresCatalog.STATISTICS,
                    PostgresCatalog.ACCURACY,
                    PostgresCatalog.COMMUNITIES,
                    PostgresCatalog.SEARCHES)
            .collect(Collectors.toMap(CacheRegion::name, Function.identity()));

    private static final Map<String, Object> VALUES = REGIONS.values().stream()
            .collect(Collectors.toMap(CacheRegion::name, region -> Json.read(sample(region), region.type())));

    private final Stores stores;
    private final Catalog catalog;

    /// @param value of the region, as its source may have it
    record Asked(CacheRegion<?> region, Key key, Object value) {}

    private static final class Ended extends Error {
        private static final long serialVersionUID = 1L;

        Ended(String address) {
            super(address, null, false, false);
        }
    }

    AskedKeys(Profile profile) {
        DeafCache nobody = new DeafCache(address -> {
            throw new Ended(address);
        });
        Retention retention = new Retention(Retention.MAX, () -> TestPosts.NOON);
        Tunables tunables = Tunables.fixed(profile);
        Database database = Database.of(
                new DatabaseConfig("127.0.0.1", 1, "disable", "test", "eu-west-1", profile), retention.clock());
        this.stores = Stores.of(database, nobody, tunables, _ -> {}, retention);
        this.catalog = new PostgresCatalog(
                database, new Cache(nobody, tunables, _ -> {}, retention.clock(), new Random(7)), retention);
    }

    /// @param read one value that is cached
    Asked by(BiConsumer<Stores, Catalog> read) {
        try {
            read.accept(stores, catalog);
        } catch (Ended ended) {
            Matcher address = ADDRESS.matcher(ended.getMessage());
            if (address.matches() && REGIONS.containsKey(address.group(2))) {
                return new Asked(
                        REGIONS.get(address.group(2)),
                        new Key(address.group(1), address.group(3)),
                        VALUES.get(address.group(2)));
            }
            throw new IllegalStateException("an address of no region: " + ended.getMessage());
        }
        throw new IllegalArgumentException("nothing cached was read");
    }

    private static String sample(CacheRegion<?> region) {
        String name = "regions/" + region.name() + "." + region.version() + ".json";
        try (InputStream in = AskedKeys.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
