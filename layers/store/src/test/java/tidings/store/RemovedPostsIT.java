package tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.testing.ManualClock;

class RemovedPostsIT extends RemovedPostsContract {
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

    @Override
    Stores empty(ManualClock clock) {
        postgres.empty();
        return Stores.of(database, new InMemoryRemoteCache(clock), TestPostgres.PROFILE, _ -> {}, clock);
    }
}
