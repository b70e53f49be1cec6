package tidings.store;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.settings.Tunables;
import tidings.store.Catalog.Position;
import tidings.store.Catalog.Search;
import tidings.store.cache.Cache;
import tidings.store.cache.InMemoryRemoteCache;

/// The queries of the catalog, with an empty cache, at noon of the day of [TestPosts].
record CatalogQueries(Database database) {
    Map<String, Runnable> all() {
        Position later = new Position(TestPosts.NOON, new PostId("p0000500"));
        Search everything = new Search(Optional.empty(), Optional.empty(), Optional.empty());
        Search some = new Search(Optional.of("topic1"), Optional.of(new Community("s1")), Optional.of("nowhere"));
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("statistics", () -> catalog().statistics());
        all.put("communities by name", () -> catalog().communities("s1", 1));
        all.put("a community", () -> catalog().community(new Community("s1")));
        all.put("the latest posts", () -> catalog().posts(everything, Optional.empty(), 50));
        all.put("older posts", () -> catalog().posts(everything, Optional.of(later), 50));
        all.put("posts that are searched for", () -> catalog().posts(some, Optional.of(later), 50));
        return all;
    }

    private Catalog catalog() {
        InstantSource clock = InstantSource.fixed(TestPosts.NOON);
        Cache cache = new Cache(
                new InMemoryRemoteCache(clock),
                Tunables.fixed(TestPostgres.PROFILE),
                _ -> {},
                clock,
                new SecureRandom());
        return new PostgresCatalog(database, cache, new Retention(Retention.MAX, clock));
    }
}
