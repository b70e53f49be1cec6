package tidings.store;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.store.Subreddits.Known;

/// Posts that are kept but that another version of the topic model sorted. Thread-safe.
public final class Resorting {
    private final Database database;

    public Resorting(Database database) {
        this.database = database;
    }

    /// A post to sort again, and what is known of its subreddit.
    public record Stale(ClassifiedPost post, Known known) {}

    /// Sorts again up to so many posts that another model than this one sorted.
    ///
    /// Posts that somebody else is sorting at the time are passed over, so several can share the work.
    ///
    /// @param sort gives each post its new topic, in the order of the posts
    /// @return how many posts there were
    public int again(String model, int most, Function<List<Stale>, List<ClassifiedPost>> sort) {
        return database.inTransaction(handle -> {
            List<Stale> stale = stale(handle, model, most);
            if (!stale.isEmpty()) {
                update(handle, sort.apply(stale));
            }
            return stale.size();
        });
    }

    /// Models before and models after this one in the index, because "not equal" reads no index.
    private static List<Stale> stale(Handle handle, String model, int most) {
        return handle.createQuery("select " + PostRows.COLUMNS + """
                        , s.fixed_topic, s.prior from post p
                            left join lateral (select * from subreddit where name = p.subreddit limit 1) s on true
                        where p.id = any (array(
                            (select id from post where model < :model order by model, subreddit, id limit :most)
                            union all
                            (select id from post where model > :model order by model, subreddit, id limit :most)
                            limit :most))
                        for update of p skip locked""")
                .bind("model", model)
                .bind("most", most)
                .map((row, context) -> new Stale(new PostRows().map(row, context), Subreddits.known(row)))
                .list();
    }

    private static void update(Handle handle, List<ClassifiedPost> sorted) {
        Update update = handle.createUpdate("""
                update post p set topic = new.topic, confidence = new.confidence, model = new.model
                from unnest(:id::text[], :topic::text[], :confidence::real[], :model::text[])
                    as new (id, topic, confidence, model)
                where p.id = new.id""");
        Readings.column(
                update, "id", String.class, sorted, row -> row.post().id().value());
        Readings.column(update, "topic", String.class, sorted, ClassifiedPost::topic);
        Readings.column(update, "confidence", Float.class, sorted, ClassifiedPost::confidence);
        Readings.column(update, "model", String.class, sorted, ClassifiedPost::model);
        update.execute();
    }
}
