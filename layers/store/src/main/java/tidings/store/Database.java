package tidings.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import tidings.aws.Breaker;
import tidings.aws.BreakerOpenException;
import tidings.aws.Deadline;
import tidings.settings.Profile;

/// The database connections of one environment: a small pool, opened by the first statement, behind a circuit
/// breaker. No wait for a connection or a statement exceeds the invocation's deadline. Thread-safe.
public final class Database implements AutoCloseable {
    /// The timeout of one attempt to connect; less than RDS Proxy lets a client wait.
    private static final Duration BORROW_TIMEOUT = Duration.ofSeconds(3);

    /// The minimum that HikariCP accepts.
    private static final long MIN_BORROW_MILLIS = 250;

    /// Less than the 15 minutes that an IAM token is valid.
    private static final Duration MAX_CONNECTION_AGE = Duration.ofMinutes(14);

    private static final Breaker.Settings BREAKER = new Breaker.Settings(
            10,
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            _ -> false,
            DatabaseUnavailableException::isDatabaseAway);

    private final Supplier<HikariDataSource> open;
    private final StatementWatch watch;
    private final Breaker breaker;
    private final ConnectionWaits waits;
    private final Jdbi jdbi;
    private final ScopedValue<Handle> rehearsal = ScopedValue.newInstance();
    private HikariDataSource pool;

    private Database(Supplier<DataSource> source, Profile profile, InstantSource clock) {
        this.open = () -> pool(source.get(), profile.poolSize());
        this.watch = new StatementWatch(new SlowStatements(Duration.ofMillis(profile.slowStatementMillis()), clock));
        this.breaker = new Breaker("postgres", BREAKER, clock);
        this.waits = new ConnectionWaits(clock);
        this.jdbi = Jdbi.create(new Connections());
        jdbi.setSqlLogger(watch);
        customize(watch);
        // Exceptions are logged, and the values of a statement must not be.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(Long.class, "int8");
        jdbi.registerArrayType(Float.class, "float4");
        jdbi.registerArrayType(Double.class, "float8");
        jdbi.registerArrayType(Boolean.class, "bool");
    }

    /// Logs in with a new IAM token for each physical connection.
    public static Database of(DatabaseConfig config, InstantSource clock) {
        return new Database(() -> new IamDataSource(config), config.profile(), clock);
    }

    /// Logs in as `source` does.
    public static Database of(DataSource source, Profile profile, InstantSource clock) {
        return new Database(() -> source, profile, clock);
    }

    /// Runs `work` with a connection in autocommit mode.
    ///
    /// @throws DatabaseUnavailableException if the database is unavailable
    <T> T with(HandleCallback<T, RuntimeException> work) {
        return rehearsal.isBound() ? work.withHandle(rehearsal.get()) : guarded(() -> jdbi.withHandle(work));
    }

    /// Runs `work` in one transaction.
    ///
    /// @throws DatabaseUnavailableException if the database is unavailable
    <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
        return rehearsal.isBound() ? work.withHandle(rehearsal.get()) : guarded(() -> jdbi.inTransaction(work));
    }

    /// Runs `work` in one transaction that is rolled back, whatever it does with the database on this thread.
    ///
    /// @throws DatabaseUnavailableException if the database is unavailable
    void rehearse(Runnable work) {
        inTransaction(handle -> {
            ScopedValue.where(rehearsal, handle).run(work);
            handle.rollback();
            return null;
        });
    }

    /// Checks that the database responds.
    ///
    /// @throws DatabaseUnavailableException if it does not
    public void ping() {
        with(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    }

    /// The connections of this environment.
    ///
    /// @param waiting threads that wait for a connection
    public record Pool(int active, int idle, int waiting) {
        public static final Pool EMPTY = new Pool(0, 0, 0);
    }

    /// The current state of the pool; opens no connection.
    public synchronized Pool connections() {
        if (pool == null) {
            return Pool.EMPTY;
        }
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null
                ? Pool.EMPTY
                : new Pool(now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
    }

    /// Calls `customizer` for every statement from now on.
    void customize(StatementCustomizer customizer) {
        jdbi.getConfig(SqlStatements.class).addCustomizer(customizer);
    }

    /// Calls `listener` for every wait from now on that a larger pool would have spared.
    void onLongWait(Runnable listener) {
        waits.onLong(listener);
    }

    /// Closes the connections; the next statement opens a new one. Call it before a snapshot is taken.
    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return breaker.call(work::get);
        } catch (BreakerOpenException e) {
            throw new DatabaseUnavailableException(e);
        } catch (RuntimeException e) {
            throw DatabaseUnavailableException.isDatabaseAway(e) ? new DatabaseUnavailableException(e) : e;
        }
    }

    private synchronized HikariDataSource pool() {
        if (pool == null) {
            pool = open.get();
        }
        return pool;
    }

    private final class Connections implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            HikariDataSource source = pool();
            source.setConnectionTimeout(Math.max(
                    MIN_BORROW_MILLIS, Deadline.current().atMost(BORROW_TIMEOUT).toMillis()));
            return waits.of(source);
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            try (connection) {
                watch.released(connection);
            }
        }
    }

    private HikariDataSource pool(DataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("database");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setMaxLifetime(MAX_CONNECTION_AGE.toMillis());
        config.setConnectionTimeout(BORROW_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory((_, _) -> waits);
        return new HikariDataSource(config);
    }
}
