package tidings.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.BreakerOpenException;
import tidings.aws.Deadline;
import tidings.aws.DeadlinePassedException;
import tidings.testing.LogCapture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedPostgres.class)
class DatabaseIT {
    /// A deadline on it comes no nearer, however slow the machine is.
    private static final InstantSource STOPPED = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private static TestPostgres postgres;

    private final Database database = TestPostgres.database(postgres.port());

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Less than what is left, and no more than leaves the bot, which has fifteen seconds, enough to say so.
    @ParameterizedTest
    @CsvSource({"PT1S, 700", "PT2.5S, 2200", "PT15S, 4000", "PT15M, 4000"})
    void aStatementMayTakeNoLongerThanLeavesTimeToSaySo(Duration left, int millis) {
        List<Integer> limits = new ArrayList<>();
        database.ping();
        database.customize(new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
                limits.add(statement.getConnection().getNetworkTimeout());
            }
        });

        Deadline.within(left, STOPPED, () -> database.with(handle -> sleep(handle, 0)));

        assertThat(limits).containsExactly(millis);
    }

    @Test
    void leavesAStatementThatTakesLongerToItself() {
        database.ping();

        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofSeconds(1), STOPPED, () -> database.with(handle -> sleep(handle, 120))))
                .isInstanceOf(DatabaseUnavailableException.class);

        await("the end of the session that still sleeps")
                .atMost(Duration.ofSeconds(90))
                .until(() -> database.with(DatabaseIT::endSleep) == 1);
    }

    /// Ends the sessions that sleep, and returns how many there were.
    private static int endSleep(Handle handle) {
        return handle.createQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()""").mapTo(Integer.class).one();
    }

    @Test
    void sendsNoStatementWhenNoTimeIsLeft() {
        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofMillis(100),
                        InstantSource.system(),
                        () -> database.with(handle -> sleep(handle, 0))))
                .isInstanceOf(DeadlinePassedException.class);

        assertThat(database.connections()).as("no connection was opened").isEqualTo(Database.Pool.EMPTY);
    }

    @Test
    void opensTheBreakerWhenTheDatabaseIsUnreachable() throws IOException {
        int nowhere;
        try (Wiretap closed = Wiretap.to(postgres.port())) {
            nowhere = closed.port();
        }
        try (Database gone = TestPostgres.database(nowhere)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> Deadline.within(
                                Duration.ofSeconds(1),
                                InstantSource.system(),
                                () -> gone.with(handle -> sleep(handle, 0))))
                        .isInstanceOf(DatabaseUnavailableException.class);
            }
            assertThatThrownBy(() -> gone.with(handle -> sleep(handle, 0)))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasRootCauseInstanceOf(BreakerOpenException.class);
        }
    }

    @Test
    void keepsTheBreakerClosedWhenStatementsAreWrong() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> database.with(handle -> handle.createQuery("select 1 / :zero")
                            .bind("zero", 0)
                            .mapTo(Integer.class)
                            .one()))
                    .isNotInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("division by zero");
        }

        assertThat(database.<Integer>with(handle -> sleep(handle, 0))).isZero();
    }

    @Test
    void keepsTheValuesOfAFailedStatementOutOfTheException() {
        assertThatThrownBy(() -> database.with(
                        handle -> handle.createUpdate("insert into subreddit (name, posts) values (:name, null)")
                                .bind("name", "whispered")
                                .execute()))
                .hasMessageContaining("posts")
                .hasMessageNotContaining("whispered");
    }

    @Test
    void logsASlowStatementOnceWithItsPlanAndWithoutItsValues() {
        try (LogCapture log = LogCapture.of(SlowStatements.class)) {
            for (int i = 0; i < 3; i++) {
                database.inTransaction(handle -> handle.createQuery("""
                                select p.title, pg_sleep(:seconds) from (select 1) one
                                left join post p on p.id = :id""")
                        .bind("seconds", 0.15)
                        .bind("id", "whispered")
                        .mapToMap()
                        .list());
            }

            List<String> lines = log.messages();
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst())
                    .startsWith("slow statement, 1")
                    .contains("p.id = ?")
                    .contains("Index Scan using post_pkey")
                    .doesNotContain("whispered")
                    .doesNotContain("0.15");
        }
    }

    /// A plan is read only when a statement is slow, so that a failure would go unnoticed until then.
    @Test
    void everyStatementCanBeExplained() throws SQLException {
        Set<String> statements = new LinkedHashSet<>();
        database.customize(new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) {
                statements.add(context.getParsedSql().getSql());
            }
        });
        PinningIT.use(database, 0);
        assertThat(statements).hasSizeGreaterThan(15);

        try (Connection connection = TestPostgres.asAFunction(postgres.port()).getConnection()) {
            for (String statement : statements) {
                assertThat(SlowStatements.explain(connection, statement)).contains("cost=");
            }
        }
    }

    @Test
    void logsASlowStatementWhoseTransactionFails() {
        try (LogCapture log = LogCapture.of(SlowStatements.class)) {
            assertThatThrownBy(() -> database.inTransaction(handle -> {
                        sleep(handle, 0.15);
                        return handle.createQuery("select 1 / 0")
                                .mapTo(Integer.class)
                                .one();
                    }))
                    .hasMessageContaining("division by zero");

            assertThat(log.messages()).singleElement().asString().contains("Function Scan on pg_sleep");
            assertThat(database.<Integer>with(handle -> sleep(handle, 0))).isZero();
        }
    }

    private static int sleep(Handle handle, double seconds) {
        return handle.createQuery("select 0 from pg_sleep(:seconds)")
                .bind("seconds", seconds)
                .mapTo(Integer.class)
                .one();
    }
}
