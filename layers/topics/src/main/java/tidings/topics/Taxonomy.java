package tidings.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All topics in display order. The last one, `other`, is for posts that no topic fits.
public final class Taxonomy {
    /// The id of the topic for posts that no other topic fits well enough.
    public static final String OTHER = "other";

    private static final String RESOURCE = "taxonomy.tsv";

    private final List<Topic> topics;
    private final Map<String, Topic> byName = new HashMap<>();

    private Taxonomy(List<Topic> topics) {
        this.topics = List.copyOf(topics);
        for (Topic topic : topics) {
            byName.put(topic.id(), topic);
            byName.put(topic.title().toLowerCase(Locale.ROOT), topic);
        }
    }

    /// Reads the packaged taxonomy.
    public static Taxonomy load() {
        List<Topic> topics = new ArrayList<>();
        for (String[] row : ShippedTable.rows(RESOURCE, "\t", List.of("id", "title", "emoji", "description"))) {
            topics.add(new Topic(row[0], row[1], row[2], row[3]));
        }
        if (topics.isEmpty() || !topics.getLast().id().equals(OTHER)) {
            throw new IllegalStateException(RESOURCE + ": the last topic must be '" + OTHER + "'");
        }
        return new Taxonomy(topics);
    }

    /// All topics, `other` last.
    public List<Topic> all() {
        return topics;
    }

    /// Their ids.
    public List<String> ids() {
        return topics.stream().map(Topic::id).toList();
    }

    /// The topic with this id or title; case and surrounding white space are ignored.
    public Optional<Topic> find(String idOrTitle) {
        return Optional.ofNullable(byName.get(idOrTitle.strip().toLowerCase(Locale.ROOT)));
    }

    public Topic other() {
        return topics.getLast();
    }
}
