package tidings.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/// The project's files, whichever folder the tests run in.
public final class Project {
    private Project() {}

    /// The folder of `template.yaml`.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
