package tidings.topics;

import java.util.Objects;

/// One topic of the [Taxonomy]: a stable id, and how people see it.
public record Topic(String id, String title, String emoji, String description) {
    public Topic {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(description, "description");
    }

    /// How people see it in a line, such as `💻 Programming`.
    public String label() {
        return emoji + " " + title;
    }
}
