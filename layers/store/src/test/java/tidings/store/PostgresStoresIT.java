package tidings.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.testing.ManualClock;

@ExtendWith(SharedPostgres.class)
class PostgresStoresIT {
    private static TestPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
        database = postgres.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Stores emptyStores(ManualClock clock) {
        postgres.empty();
        return TestPostgres.stores(database, clock);
    }

    @Nested
    class Briefs extends BriefsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class QueuedBriefs extends QueuedBriefsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class TitlesOfBriefs extends BriefTitlesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Searched extends SearchContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Paces extends PacePlansContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Counted extends TrendsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class WhatWasWanted extends WantedContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Meanings extends MeaningsContract {
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
    class Held extends HeldPostsContract {
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
    class Reminders extends RemindersContract {
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
    class Remembered extends HistoryContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Saved extends SavedPostsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class WhatBecameOfPosts extends OutcomesContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class ShownAsTaught extends TaughtPostsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Taught extends LessonsContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }
    }

    @Nested
    class Points extends PointStoreContract {
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

    @Nested
    class Browsed extends CatalogContract {
        @Override
        Stores empty(ManualClock clock) {
            return emptyStores(clock);
        }

        @Override
        Catalog catalog(Stores stores) {
            return new PostgresCatalog(database, stores.cache().orElseThrow(), new Retention(Retention.MAX, clock));
        }
    }
}
