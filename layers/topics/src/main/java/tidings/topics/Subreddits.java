package tidings.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The subreddits whose topic is known: a reviewed table that is shipped with this layer and that operators can amend.
/// Names are compared without regard to case.
public final class Subreddits {
    private static final String RESOURCE = "subreddits.csv";

    private final Map<String, String> topics;

    private Subreddits(Map<String, String> topics) {
        this.topics = Map.copyOf(topics);
    }

    /// Reads the table that is shipped with this layer.
    public static Subreddits load() {
        Map<String, String> topics = new HashMap<>();
        for (String[] row : ShippedTable.rows(RESOURCE, ",", List.of("subreddit", "category"))) {
            topics.put(key(row[0]), row[1]);
        }
        return new Subreddits(topics).with(Map.of());
    }

    /// This table with the given rows (subreddit to topic id) laid over it.
    ///
    /// @throws IllegalArgumentException if a topic is not in the taxonomy or is `other`
    public Subreddits with(Map<String, String> rows) {
        Set<String> known = Taxonomy.load().all().stream().map(Topic::id).collect(Collectors.toSet());
        known.remove(Taxonomy.OTHER);
        Map<String, String> all = new HashMap<>(topics);
        rows.forEach((subreddit, topic) -> all.put(key(subreddit), topic));
        all.forEach((subreddit, topic) -> {
            if (!known.contains(topic)) {
                throw new IllegalArgumentException(
                        "r/" + subreddit + ": no topic has the id '" + topic + "', known are " + known);
            }
        });
        return new Subreddits(all);
    }

    /// The id of the topic of a subreddit, empty if the subreddit is not in the table.
    public Optional<String> topicOf(String subreddit) {
        return Optional.ofNullable(topics.get(key(subreddit)));
    }

    /// How many subreddits are in the table.
    public int size() {
        return topics.size();
    }

    private static String key(String subreddit) {
        return subreddit.toLowerCase(Locale.ROOT);
    }
}
