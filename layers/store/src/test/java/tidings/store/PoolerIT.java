package tidings.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidings.localstack.http.LoopbackPort;
import tidings.testing.External;

import static org.assertj.core.api.Assertions.assertThat;

/// Many environments share few connections, as behind RDS Proxy: PgBouncer gives a connection to another client after
/// every transaction, so that session state of one client would affect another.
class PoolerIT {
    private static final int ENVIRONMENTS = 60;
    private static final int CONNECTIONS = 4;

    @TempDir
    private static Path folder;

    private static TestPostgres postgres;
    private static Process pooler;
    private static int port;

    @BeforeAll
    static void start() throws IOException, SQLException {
        Path program = External.require(
                "pgbouncer",
                Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst());
        postgres = TestPostgres.start();
        port = LoopbackPort.free();
        pooler = pooler(program);
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(PoolerIT::answers);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (pooler != null) {
            pooler.destroy();
            if (!pooler.waitFor(10, TimeUnit.SECONDS)) {
                pooler.destroyForcibly();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void manyEnvironmentsShareFewConnections() throws InterruptedException {
        List<Throwable> failures = together(_ -> TestPostgres.database(port));

        assertThat(failures).isEmpty();
    }

    /// The pooler exposes session state: a driver with named statements executes those of other clients.
    @Test
    void aDriverWithDefaultSettingsFailsHere() throws InterruptedException {
        List<Throwable> failures =
                together(_ -> Database.of(PinningIT.byDefault(port), TestPostgres.PROFILE, InstantSource.system()));

        assertThat(failures)
                .as("the session of another client has or lacks a statement of that name")
                .anyMatch(failure -> rootCause(failure).getMessage().contains("prepared statement \"S_"));
    }

    /// The failures of all environments that use the database at the same time, several times each.
    private static List<Throwable> together(IntFunction<Database> environment) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, ENVIRONMENTS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> work(environment.apply(i), i)))
                    .toList();
            for (Future<?> one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                }
            }
        }
        return failures;
    }

    private static void work(Database database, int environment) {
        try (database) {
            for (int i = 0; i < 4; i++) {
                PinningIT.use(database, 10 * environment + i);
            }
        }
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }

    private static Process pooler(Path program) throws IOException {
        Path config =
                Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                tidings = host=127.0.0.1 port=%d user=tidings
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(postgres.port(), port, CONNECTIONS));
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (System.getProperty("user.name").equals("root")) { // it refuses to run as root
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("--user", "nobody"));
        }
        command.add(config.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static boolean answers() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
