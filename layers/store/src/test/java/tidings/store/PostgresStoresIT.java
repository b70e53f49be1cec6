package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.testing.ManualClock;

class PostgresStoresIT {
    private static TestPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = TestPostgres.start();
        database = postgres.database();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        postgres.close();
    }

    private static Stores emptyStores(ManualClock clock) {
        postgres.empty();
        return Stores.of(database, new InMemoryRemoteCache(clock), TestPostgres.PROFILE, _ -> {}, clock);
    }

    @Nested
    class Briefs extends BriefsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class SameStories extends StoriesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Deliveries extends DeliveriesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class FanOuts extends FanOutContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class CommunitiesBack extends CommunitiesBackContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Threads extends ThreadsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Notices extends NoticesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Feeds extends FeedStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Requests extends FeedRequestsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Expired extends RetentionContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class FollowedFeeds extends FollowedFeedsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Topics extends TopicPagesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Posts extends PostStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Communities extends CommunityStoreContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Follows extends FollowsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Chats extends ChatRegistryContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Lists extends SharedListsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }
}
