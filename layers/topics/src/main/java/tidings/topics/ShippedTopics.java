package tidings.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The reviewed table of subreddits and their topics that is packaged with this layer. Operators can override rows.
/// Names are case-insensitive.
public final class ShippedTopics {
    private static final String RESOURCE = "subreddits.csv";

    private final Map<String, String> topics;

    private ShippedTopics(Map<String, String> topics) {
        this.topics = Map.copyOf(topics);
    }

    /// Reads the packaged table.
    public static ShippedTopics load() {
        Map<String, String> topics = new HashMap<>();
        for (String[] row : ShippedTable.rows(RESOURCE, ",", List.of("subreddit", "category"))) {
            topics.put(key(row[0]), row[1]);
        }
        return new ShippedTopics(topics).with(Map.of());
    }

    /// This table with the given rows (subreddit to topic id) added or replaced.
    ///
    /// @throws IllegalArgumentException if a topic is not in the taxonomy or is `other`
    public ShippedTopics with(Map<String, String> rows) {
        Set<String> known = Taxonomy.load().all().stream().map(Topic::id).collect(Collectors.toSet());
        known.remove(Taxonomy.OTHER);
        Map<String, String> all = new HashMap<>(topics);
        rows.forEach((subreddit, topic) -> all.put(key(subreddit), topic));
        all.forEach((subreddit, topic) -> {
            if (!known.contains(topic)) {
                throw new IllegalArgumentException(
                        "r/" + subreddit + ": no topic has the id '" + topic + "'; the known ids are " + known);
            }
        });
        return new ShippedTopics(all);
    }

    /// The id of the topic of a subreddit, empty if the subreddit is not in the table.
    public Optional<String> topicOf(String subreddit) {
        return Optional.ofNullable(topics.get(key(subreddit)));
    }

    /// All subreddits in the table, in lower case, each with the id of its topic.
    public Map<String, String> all() {
        return topics;
    }

    /// The number of subreddits in the table.
    public int size() {
        return topics.size();
    }

    private static String key(String subreddit) {
        return subreddit.toLowerCase(Locale.ROOT);
    }
}
