package tidings.loadtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is kept of a run, to compare later ones with.
///
/// @param when in ISO 8601, without colons
/// @param commit that was run
/// @param machine processors and load, for times depend on them
record Result(String name, String when, String commit, String machine, Map<String, Double> figures) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    Result {
        figures = new TreeMap<>(figures);
    }

    /// Writes it into the folder of the results of its name.
    Path keep(Path results) throws IOException {
        Path folder = Files.createDirectories(results.resolve(name));
        return Files.writeString(folder.resolve(when + ".json"), JSON.writeValueAsString(this) + "\n");
    }

    /// The last one that was kept.
    static Optional<Result> last(Path results, String name) throws IOException {
        Path folder = results.resolve(name);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> kept;
        try (Stream<Path> files = Files.list(folder)) {
            kept = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        Optional<Path> last = kept.stream().max(Comparator.naturalOrder());
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(JSON.readValue(last.get().toFile(), Result.class));
    }
}
