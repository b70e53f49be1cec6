package tidings.store;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import tidings.domain.SubredditName;

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

    public Optional<byte[]> prior(SubredditName name) {
        return database.jdbi().withHandle(handle -> prior(handle, name, UnaryOperator.identity()));
    }

    /// Replaces what is known of a subreddit, alone among all that do the same.
    public void learn(SubredditName name, Lesson lesson) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("insert into subreddit (name) values (:name) on conflict do nothing")
                    .bind("name", name.value())
                    .execute();
            Learned learned = lesson.after(prior(handle, name, query -> query + " for update"));
            handle.createUpdate("""
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

    private static Optional<byte[]> prior(Handle handle, SubredditName name, UnaryOperator<String> lock) {
        return handle.createQuery(lock.apply("select prior from subreddit where name = :name"))
                .bind("name", name.value())
                .map((row, _) -> Optional.ofNullable(row.getBytes("prior")))
                .findOne()
                .flatMap(UnaryOperator.identity());
    }
}
