package tidings.localstack.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import tidings.localstack.template.StackModel;

/// An embedded Postgres, empty at each start or restored from a snapshot. Every user may connect without a
/// password.
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;
    private final Path pidFile;

    private PostgresServer(EmbeddedPostgres postgres, Path pidFile) {
        this.postgres = postgres;
        this.pidFile = pidFile;
    }

    /// Listens on a free loopback port. Nothing is synced to disk: the data is lost with the process.
    public static PostgresServer start() {
        return start(_ -> {});
    }

    /// Starts a server with the data of a [#snapshot], which itself is not changed.
    public static PostgresServer restore(Path snapshot) {
        return start(data -> PostgresSnapshot.restore(snapshot, data.toPath()));
    }

    /// @param prepare called with the data folder before the server starts
    private static PostgresServer start(Consumer<File> prepare) {
        AtomicReference<Path> pidFile = new AtomicReference<>();
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectoryCustomizer(data -> {
                        pidFile.set(data.toPath().resolve("postmaster.pid"));
                        ProcessGuard.watch(pidFile.get());
                        prepare.accept(data);
                    })
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements") // as RDS has it
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
            return new PostgresServer(postgres, pidFile.get());
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres does not start", e);
        }
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", postgres.getPort());
    }

    /// Connects to an existing database as superuser.
    public DataSource superuser(String database) {
        return postgres.getDatabase("postgres", database);
    }

    /// Copies the data of the running server into a new folder.
    public void snapshot(Path folder) {
        try (Connection connection = superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            PostgresSnapshot.take(statement, folder);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot take a snapshot", e);
        }
    }

    /// Creates the database and its user, who may create roles like the master user of an RDS instance.
    public void create(StackModel.Database declared) {
        try (Connection connection = superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = ", declared.user())) {
                statement.execute("CREATE ROLE " + quoted(statement, declared.user()) + " LOGIN CREATEROLE CREATEDB");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = ", declared.name())) {
                statement.execute("CREATE DATABASE " + quoted(statement, declared.name()) + " OWNER "
                        + quoted(statement, declared.user()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + declared.name(), e);
        }
    }

    private static boolean exists(Statement statement, String query, String name) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query + statement.enquoteLiteral(name))) {
            return rows.next();
        }
    }

    private static String quoted(Statement statement, String name) throws SQLException {
        return statement.enquoteIdentifier(name, true);
    }

    @Override
    public void close() {
        try {
            postgres.close();
            ProcessGuard.forget(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres does not stop", e);
        }
    }
}
