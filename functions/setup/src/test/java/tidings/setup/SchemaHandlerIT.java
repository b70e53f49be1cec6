package tidings.setup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.localstack.service.PostgresServer;
import tidings.localstack.template.StackModel;
import tidings.store.DirectEndpoint;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaHandlerIT {
    private static final Map<String, String> OWNER = Map.of("username", "owner", "password", "planted");

    private static PostgresServer database;

    @BeforeAll
    static void start() {
        database = PostgresServer.start();
        database.create(new StackModel.Database("tidings", "owner"));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void migratesAsTheOwnerOnceAndThenFindsNothingToDo() throws SQLException {
        assertThat(migrate(OWNER)).isPositive();
        assertThat(migrate(OWNER)).isZero();

        try (Connection connection = database.superuser("tidings").getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("select from pg_tables where tablename = 'post' and tableowner = 'owner'")
                            .next())
                    .isTrue();
        }
    }

    @Test
    void failsWithoutNamingThePassword() {
        assertThatThrownBy(() -> migrate(Map.of("username", "nobody", "password", "planted")))
                .hasMessageContaining("nobody")
                .hasMessageNotContaining("planted");
    }

    private static int migrate(Map<String, String> owner) {
        DirectEndpoint endpoint = new DirectEndpoint(
                database.address().getHostString(), database.address().getPort(), "disable");
        return new SchemaHandler(endpoint).handleRequest(owner, new TestContext(Duration.ofSeconds(60)));
    }
}
