package tidings.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// The database as one environment uses it: a pool of one connection, opened by the first statement. Thread-safe.
public final class Database implements AutoCloseable {
    private static final Duration BORROW = Duration.ofSeconds(5);

    /// Below the 15 minutes that a token lives.
    private static final Duration LIFE = Duration.ofMinutes(14);

    private final Supplier<HikariDataSource> open;
    private final Jdbi jdbi;
    private HikariDataSource pool;

    private Database(Supplier<HikariDataSource> open) {
        this.open = open;
        this.jdbi = Jdbi.create(this::connection);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Integer.class, "int4");
        jdbi.registerArrayType(Float.class, "float4");
        jdbi.registerArrayType(Boolean.class, "bool");
    }

    /// Entered with a fresh token of IAM for each physical connection.
    public static Database of(DatabaseConfig config) {
        return new Database(() -> pool(new IamDataSource(config)));
    }

    /// Entered as `source` enters it.
    public static Database of(DataSource source) {
        return new Database(() -> pool(source));
    }

    Jdbi jdbi() {
        return jdbi;
    }

    /// Closes the connection; the next statement opens another. To be called before a snapshot is taken.
    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private synchronized Connection connection() throws SQLException {
        if (pool == null) {
            pool = open.get();
        }
        return pool.getConnection();
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("database");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setMaxLifetime(LIFE.toMillis());
        config.setConnectionTimeout(BORROW.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
