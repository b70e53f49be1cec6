package tidings.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.testing.ManualClock;

@ExtendWith(SharedPostgres.class)
class RemovedPostsIT extends RemovedPostsContract {
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

    @Override
    Stores empty(ManualClock clock) {
        postgres.empty();
        return TestPostgres.stores(database, clock);
    }
}
