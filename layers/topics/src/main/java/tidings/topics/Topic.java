package tidings.topics;

import java.util.Objects;

/// One topic of the [Taxonomy]: a stable id and the texts that people see.
public record Topic(String id, String title, String emoji, String description) {
    public Topic {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(description, "description");
    }
}
