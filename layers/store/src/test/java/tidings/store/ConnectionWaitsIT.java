package tidings.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The clock goes on while a thread waits, so that no wait depends on how fast the machine is.
@ExtendWith(SharedPostgres.class)
class ConnectionWaitsIT {
    private static final int SIZE = TestPostgres.PROFILE.poolSize();

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger longWaits = new AtomicInteger();

    /// They come at once, and find a pool without connections.
    @ParameterizedTest
    @CsvSource({"100, 1", "99, 0"})
    void oneWaitsForAnotherAndThatIsToldOnceIfItWasLong(long millis, int told, TestPostgres postgres) {
        try (Database database = database(TestPostgres.asAFunction(postgres.port()))) {
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<?> all = together(SIZE + 1, () -> hold(database, held));
            awaitThat(() -> database.connections().equals(new Database.Pool(SIZE, 0, 1)));

            clock.advance(Duration.ofMillis(millis));
            held.countDown();
            all.join();

            assertThat(longWaits).hasValue(told);
        }
    }

    @Test
    void whoeverGivesUpHasWaitedAsWell(TestPostgres postgres) {
        try (Database database = database(TestPostgres.asAFunction(postgres.port()))) {
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<?> holders = together(SIZE, () -> hold(database, held));
            awaitThat(() -> database.connections().active() == SIZE);
            CompletableFuture<?> waiter = together(1, database::ping);
            awaitThat(() -> database.connections().waiting() == 1);

            clock.advance(Duration.ofSeconds(3));

            assertThat(waiter).failsWithin(Duration.ofMinutes(1));
            assertThat(longWaits).hasValue(1);
            held.countDown();
            holders.join();
        }
    }

    /// Connections are made one after the other, while more wait than there may be.
    @Test
    void connectingIsNoWaitForAnotherHoweverLongItTakes(TestPostgres postgres) {
        Slow source = new Slow();
        source.setURL(((PGSimpleDataSource) TestPostgres.asAFunction(postgres.port())).getURL());
        source.setUser("tidings");
        source.setPassword("any");
        try (Database database = database(source)) {
            source.made = database;

            together(SIZE + 1, database::ping).join();

            assertThat(source.connections).as("made").isPositive();
            assertThat(longWaits).hasValue(0);
        }
    }

    /// Takes a second to connect, by the clock, and lets all come who will.
    private final class Slow extends PGSimpleDataSource {
        private transient Database made;
        private int connections;

        @Override
        public Connection getConnection() throws SQLException {
            if (connections++ == 0) {
                awaitThat(() -> made.connections().waiting() == SIZE + 1);
            }
            clock.advance(Duration.ofSeconds(1));
            return super.getConnection();
        }
    }

    private Database database(DataSource source) {
        Database database = Database.of(source, TestPostgres.PROFILE, clock);
        database.onLongWait(longWaits::incrementAndGet);
        return database;
    }

    private static void hold(Database database, CountDownLatch until) {
        database.with(_ -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).until(condition);
    }

    private static CompletableFuture<?> together(int threads, Runnable work) {
        return CompletableFuture.allOf(IntStream.range(0, threads)
                .mapToObj(_ -> CompletableFuture.runAsync(work, Thread::startVirtualThread))
                .toArray(CompletableFuture<?>[]::new));
    }
}
