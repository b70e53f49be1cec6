package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import tidings.aws.Json;

/// The plans that Postgres has for the very statements that are sent, with their values, as they are sent.
final class Plans implements StatementCustomizer {
    private final DataSource planner;
    private final List<Plan> plans = new ArrayList<>();

    /// @param planner connects to the database that the statements go to
    Plans(DataSource planner) {
        this.planner = planner;
    }

    /// @param sql with values
    /// @param root as `explain (format json)` gives it
    record Plan(String sql, JsonNode root) {
        /// What the planner thinks the statement costs.
        double cost() {
            return root.get("Total Cost").asDouble();
        }

        List<JsonNode> nodes() {
            List<JsonNode> nodes = new ArrayList<>();
            collect(root, nodes);
            return nodes;
        }

        private static void collect(JsonNode node, List<JsonNode> nodes) {
            nodes.add(node);
            node.path("Plans").forEach(child -> collect(child, nodes));
        }
    }

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        explain(statement.unwrap(PreparedStatement.class).toString());
    }

    void explain(String sql) throws SQLException {
        try (Connection connection = planner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (format json) " + sql)) {
            rows.next();
            plans.add(new Plan(
                    sql, Json.read(rows.getString(1), JsonNode.class).get(0).get("Plan")));
        }
    }

    /// The plans since this was last called.
    List<Plan> taken() {
        List<Plan> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }
}
