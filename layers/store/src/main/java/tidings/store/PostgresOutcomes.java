package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;

/// Outcomes in Postgres. A question is for one chat, of which the deliveries of some days are looked at.
record PostgresOutcomes(Database database) implements Outcomes {
    @Override
    public Optional<Outcome> find(ChatId chat, PostId post) {
        return database.with(handle -> handle.createQuery("""
                        select post, follow, rank, state, reason, cardinality(also) as also, created_at, due_at, sent_at,
                            brief_at
                        from delivery where chat = :chat and (story = :post or post = :post or :post = any (also))
                        order by state = 'sent' desc, created_at desc limit 1""")
                .bind("chat", chat.value())
                .bind("post", post.value())
                .map(PostgresOutcomes::outcome)
                .findOne());
    }

    private static Outcome outcome(ResultSet row, StatementContext context) throws SQLException {
        return new Outcome(
                new PostId(row.getString("post")),
                row.getLong("follow"),
                row.getFloat("rank"),
                DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("reason")),
                row.getInt("also"),
                PostRows.instant(row, "created_at"),
                PostRows.instant(row, "due_at"),
                PostgresDeliveryStore.optional(row, "sent_at"),
                PostgresDeliveryStore.optional(row, "brief_at"));
    }

    @Override
    public Optional<Pace> pace(ChatId chat) {
        return database.with(handle -> pace(handle, chat));
    }

    private static Optional<Pace> pace(Handle handle, ChatId chat) {
        return handle.createQuery(
                        "select pace_state from chat where id = :chat and pace is not null and pace_state is not null")
                .bind("chat", chat.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, Pace.class));
    }
}
