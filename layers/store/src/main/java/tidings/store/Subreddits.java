package tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tidings.domain.Community;

/// What is learned of subreddits from their posts. Thread-safe.
public final class Subreddits {
    private final Database database;

    public Subreddits(Database database) {
        this.database = database;
    }

    /// What is known of a subreddit.
    ///
    /// @param prior the sorting's own form
    /// @param posts how many posts it comes from
    /// @param topic the likeliest topic of the subreddit
    /// @param confidence its probability
    public record Learned(byte[] prior, int posts, String topic, float confidence) {}

    /// Makes what is to be known of what was known.
    @FunctionalInterface
    public interface Lesson {
        Learned after(Optional<byte[]> prior);
    }

    /// What the store has on a subreddit.
    ///
    /// @param fixedTopic the topic that an operator fixed
    /// @param prior what was learned
    public record Known(Optional<String> fixedTopic, Optional<byte[]> prior) {
        public static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
    }

    public Known known(Community name) {
        return database.with(handle -> handle.createQuery("select fixed_topic, prior from subreddit where name = :name")
                .bind("name", name.value())
                .map((row, _) -> known(row))
                .findOne()
                .orElse(Known.NOTHING));
    }

    /// What the columns `fixed_topic` and `prior` of a row say.
    static Known known(ResultSet row) throws SQLException {
        return new Known(Optional.ofNullable(row.getString("fixed_topic")), Optional.ofNullable(row.getBytes("prior")));
    }

    /// Fixes the topic of a subreddit whatever the model thinks of its posts.
    public void fix(Community name, String topic) {
        database.with(handle -> handle.createUpdate("""
                        insert into subreddit (name, fixed_topic) values (:name, :topic)
                        on conflict (name) do update set fixed_topic = excluded.fixed_topic""")
                .bind("name", name.value())
                .bind("topic", topic)
                .execute());
    }

    /// Replaces what is known of a subreddit, alone among all that do the same.
    public void learn(Community name, Lesson lesson) {
        database.inTransaction(handle -> {
            handle.createUpdate("insert into subreddit (name) values (:name) on conflict do nothing")
                    .bind("name", name.value())
                    .execute();
            Learned learned = lesson.after(locked(handle, name));
            return handle.createUpdate("""
                            update subreddit set prior = :prior, posts = :posts, topic = :topic, confidence = :confidence
                            where name = :name""")
                    .bind("prior", learned.prior())
                    .bind("posts", learned.posts())
                    .bind("topic", learned.topic())
                    .bind("confidence", learned.confidence())
                    .bind("name", name.value())
                    .execute();
        });
    }

    private static Optional<byte[]> locked(Handle handle, Community name) {
        return handle.createQuery("select prior from subreddit where name = :name for update")
                .bind("name", name.value())
                .map((row, _) -> Optional.ofNullable(row.getBytes("prior")))
                .one();
    }
}
