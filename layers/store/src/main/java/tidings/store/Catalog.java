package tidings.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.store.cache.Cache;

/// What is stored, to be looked through: nothing of chats, no profiles, and neither posts nor communities for adults
/// only. Thread-safe.
public interface Catalog {
    /// What is of people rather than of a community, or of several communities.
    Pattern UNLISTED = Pattern.compile("^(u_|user/)|\\+");

    /// In Postgres behind the cache.
    static Catalog of(Database database, Cache cache, DatabaseConfig config, InstantSource clock) {
        return new PostgresCatalog(database, cache, new Retention(config.retention(), clock));
    }

    /// What is in stores in memory.
    static Catalog inMemory(Stores stores) {
        return new InMemoryCatalog(
                (InMemoryPostStore) stores.posts(), (InMemoryCommunityStore) stores.communities(), (InMemoryLessons)
                        stores.lessons());
    }

    /// The posts that came within the retention.
    Statistics statistics();

    /// How often the model was right, as far as people corrected it.
    Accuracy accuracy();

    /// Communities of which posts were read or whose topic an operator fixed, by name.
    ///
    /// @param after the name before the first; empty for the start
    List<Known> communities(String after, int max);

    Optional<Known> community(Community name);

    /// The posts of a search, the latest first.
    ///
    /// @param after what was last shown
    Page posts(Search search, Optional<Position> after, int max);

    /// @param topics by id
    record Accuracy(Map<String, Checked> topics) {
        /// Over all topics; empty until somebody corrected a post.
        public Optional<Double> all() {
            return of(topics.values());
        }

        /// Of a topic that got posts; empty until somebody corrected a post of any topic.
        public Optional<Double> of(String topic) {
            return all().flatMap(_ -> Optional.ofNullable(topics.get(topic)))
                    .filter(checked -> checked.posts > 0)
                    .map(checked -> 1 - Math.min(1, (double) checked.corrected / checked.posts));
        }

        private static Optional<Double> of(Collection<Checked> all) {
            long corrected = all.stream().mapToLong(Checked::corrected).sum();
            long posts = all.stream().mapToLong(Checked::posts).sum();
            return corrected == 0 || posts == 0
                    ? Optional.empty()
                    : Optional.of(1 - Math.min(1, (double) corrected / posts));
        }
    }

    /// @param posts that the model ever gave the topic
    /// @param corrected those of them that people moved elsewhere
    record Checked(long posts, long corrected) {}

    /// @param topics by id, in the order of their ids
    /// @param hours those in which posts came, the earliest first
    record Statistics(int posts, Map<String, TopicCount> topics, List<Hour> hours) {}

    /// @param confidence of its posts, as a mean
    record TopicCount(int posts, double confidence) {}

    /// @param posts by topic
    record Hour(Instant start, Map<String, Integer> posts) {}

    /// A community.
    ///
    /// @param topic that an operator fixed or that was learned; empty where it is known without learning
    /// @param confidence of what was learned
    /// @param posts that were read
    record Known(Community name, Optional<String> topic, boolean isFixed, Optional<Double> confidence, int posts) {}

    /// @param text in the title or in the body, in any case
    record Search(Optional<String> topic, Optional<Community> community, Optional<String> text) {}

    /// Where a post stands among the latest.
    record Position(Instant created, PostId post) {
        static Position of(ClassifiedPost post) {
            return new Position(post.post().created(), post.post().id());
        }
    }

    /// @param posts perhaps without their bodies; may be few although others follow, since a page looks through
    ///     so many posts at most
    /// @param next from where the search goes on; empty at its end
    record Page(List<ClassifiedPost> posts, Optional<Position> next) {}
}
