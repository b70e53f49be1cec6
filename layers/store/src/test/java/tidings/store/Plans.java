package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import tidings.aws.Json;

/// Explains each statement before it is executed, with its values.
final class Plans implements StatementCustomizer {
    private final DataSource planner;
    private final List<Plan> plans = new ArrayList<>();

    /// @param planner connects to the same database
    Plans(DataSource planner) {
        this.planner = planner;
    }

    /// @param sql with values
    /// @param root as `explain (format json)` gives it
    record Plan(String sql, JsonNode root) {
        /// The planned total cost.
        double cost() {
            return root.get("Total Cost").asDouble();
        }

        List<JsonNode> nodes() {
            List<JsonNode> nodes = new ArrayList<>();
            collect(root, nodes);
            return nodes;
        }

        /// The indexes that the statement reads, or checks for a conflict.
        Set<String> indexes() {
            Set<String> indexes = new TreeSet<>();
            for (JsonNode node : nodes()) {
                if (node.has("Index Name")) {
                    indexes.add(node.get("Index Name").asText());
                }
                node.path("Conflict Arbiter Indexes").forEach(index -> indexes.add(index.asText()));
            }
            return indexes;
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

    /// How many pages of tables and indexes a query reads, cached ones included.
    long pages(String sql) throws SQLException {
        try (Connection connection = planner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (analyze, buffers, timing off, format json) " + sql)) {
            rows.next();
            JsonNode plan = Json.read(rows.getString(1), JsonNode.class).get(0).get("Plan");
            return plan.get("Shared Hit Blocks").asLong()
                    + plan.get("Shared Read Blocks").asLong();
        }
    }

    /// The plans since the last call.
    List<Plan> taken() {
        List<Plan> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }
}
