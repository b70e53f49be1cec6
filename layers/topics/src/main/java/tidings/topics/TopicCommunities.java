package tidings.topics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The shipped list of subreddits from which the posts of each topic come, the largest first, in lower case. Each
/// is of that topic in [ShippedTopics], too.
public record TopicCommunities(Map<String, List<String>> byTopic) {
    private static final String RESOURCE = "communities.csv";

    /// Reads the packaged table.
    public static TopicCommunities load() {
        Map<String, List<String>> byTopic = new LinkedHashMap<>();
        for (String[] row : ShippedTable.rows(RESOURCE, ",", List.of("topic", "subreddit"))) {
            byTopic.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row[1]);
        }
        return new TopicCommunities(byTopic);
    }

    /// None if there is no such topic.
    public List<String> of(String topic) {
        return byTopic.getOrDefault(topic, List.of());
    }
}
