package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.selection.Pace;

import static tidings.store.PostRows.at;
import static tidings.store.PostRows.bindArray;

/// Plans the thresholds of chats that chose a pace, by what came to each since it was planned last.
///
/// @param handle in a transaction
record PacePlans(Handle handle, Instant now) {
    private static final Logger LOG = LoggerFactory.getLogger(PacePlans.class);

    /// More that came to a chat since it was planned change nothing.
    private static final int MAX_CAME = 2_000;

    private record Planned(long chat, int postsADay, Pace pace) {}

    int plan(Instant limit, int max) {
        List<Planned> planned = handle.createQuery("""
                        select c.id, c.pace, c.pace_state, c.planned_at, came.ranks, came.sent
                        from (
                            select id, pace, pace_state, planned_at from chat
                            where pace is not null and status = 'active'
                                and coalesce(planned_at, '-infinity') <= :limit
                            order by coalesce(planned_at, '-infinity'), id limit :max for update skip locked
                        ) c
                        cross join lateral (
                            select coalesce(array_agg(d.rank), '{}') as ranks,
                                count(*) filter (where d.state <> 'skipped' or d.reason <> 'pace') as sent
                            from (
                                select rank, state, reason from delivery d
                                where d.chat = c.id and d.created_at >= c.planned_at and d.created_at < :now
                                order by d.created_at limit :came) d
                        ) came""")
                .bind("limit", at(limit))
                .bind("now", at(now))
                .bind("max", max)
                .bind("came", MAX_CAME)
                .map((row, _) -> planned(row))
                .list();
        if (!planned.isEmpty()) {
            Update update = handle.createUpdate("""
                    update chat set pace_state = new.state, threshold = new.threshold, planned_at = :now
                    from unnest(:chat::int8[], :state::text[], :threshold::float4[]) as new (chat, state, threshold)
                    where id = new.chat""");
            bindArray(update, "chat", Long.class, planned, Planned::chat);
            bindArray(update, "state", String.class, planned, one -> Json.write(one.pace));
            bindArray(update, "threshold", Float.class, planned, one -> (float) one.pace.threshold(one.postsADay));
            update.bind("now", at(now)).execute();
        }
        return planned.size();
    }

    private Planned planned(ResultSet row) throws SQLException {
        int postsADay = row.getInt("pace");
        Optional<Pace> known = known(row.getString("pace_state"));
        if (known.isEmpty() || row.getObject("planned_at") == null) {
            return new Planned(row.getLong("id"), postsADay, known.orElseGet(() -> Pace.starting(postsADay)));
        }
        List<Double> came = Arrays.stream((Float[]) row.getArray("ranks").getArray())
                .map(Float::doubleValue)
                .toList();
        Duration since = Duration.between(PostRows.instant(row, "planned_at"), now);
        return new Planned(row.getLong("id"), postsADay, known.get().after(since, came, row.getInt("sent"), postsADay));
    }

    /// Empty for a chat that is new to its pace, and for what another version wrote.
    private static Optional<Pace> known(String state) {
        try {
            return Optional.ofNullable(state).map(json -> Json.read(json, Pace.class));
        } catch (UnreadableException e) {
            LOG.warn("the pace of a chat is learned anew", e);
            return Optional.empty();
        }
    }
}
