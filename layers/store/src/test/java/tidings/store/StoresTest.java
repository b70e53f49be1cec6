package tidings.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidings.aws.Wiring;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.settings.Tunables;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.cache.CacheConfig;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;

import static org.assertj.core.api.Assertions.assertThat;

class StoresTest {
    private static final CacheRegion<String> OWN =
            CacheRegion.of("own", 1, String.class, _ -> Duration.ofHours(1), Duration.ZERO);

    private final Stores stores = Stores.of(
            new DatabaseConfig("database.invalid", 5432, "disable", "test", "eu-west-1", TestPostgres.PROFILE),
            new CacheConfig(CacheConfig.Mode.PLAIN, "cache.invalid", 6379, "cache", "functions", "eu-west-1"),
            Tunables.fixed(TestPostgres.PROFILE),
            Wiring.silent());

    @Test
    void onASilentWiringTheSampleIsStored() {
        assertThat(stores.feeds().page(TestPosts.feed("java"), 0, 5).value()).isInstanceOf(StoredFeed.Page.class);
        assertThat(stores.feeds()
                        .topic("other", new TopicCursor.Top(), 5)
                        .value()
                        .posts())
                .isNotEmpty();
        assertThat(stores.posts().find(new PostId("1sample"))).isPresent();
        assertThat(stores.feeds().flushRequested(5)).containsExactly(TestPosts.feed("java"));
    }

    @Test
    void onASilentWiringAValueIsLoadedEachTime() {
        AtomicInteger loads = new AtomicInteger();

        stores.cached(OWN, Key.of("own"), () -> Optional.of("load " + loads.incrementAndGet()));

        assertThat(stores.cached(OWN, Key.of("own"), () -> Optional.of("load " + loads.incrementAndGet())))
                .contains("load 2");
        assertThat(stores.cached(OWN, Key.of("own"), Optional::empty)).isEmpty();
    }
}
