package tidings.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `loadtest/PERFORMANCE.md`, whose tables stand between comments that name them.
///
/// @param root the folder of `template.yaml`
record Page(Path root) {
    private static final String FILE = "loadtest/PERFORMANCE.md";

    String table(String name) throws IOException {
        String text = Files.readString(root.resolve(FILE));
        return text.substring(begin(text, name), end(text, name));
    }

    void write(String name, String table) throws IOException {
        String text = Files.readString(root.resolve(FILE));
        Files.writeString(
                root.resolve(FILE), text.substring(0, begin(text, name)) + table + text.substring(end(text, name)));
    }

    private static int begin(String text, String name) {
        String comment = "<!-- %s: written by the command -->\n".formatted(name);
        return found(text.indexOf(comment), comment) + comment.length();
    }

    private static int end(String text, String name) {
        String comment = "<!-- /%s -->\n".formatted(name);
        return found(text.indexOf(comment), comment);
    }

    private static int found(int at, String comment) {
        if (at < 0) {
            throw new IllegalArgumentException(FILE + " has no line " + comment.strip());
        }
        return at;
    }
}
