package tidings.localstack.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many metrics the functions' sources emit: each pair of a name and an outcome is one on the bill.
final class SourceMetrics {
    private static final Pattern EMITTED = Pattern.compile("\\b(?:count|time)\\(\\s*\"([A-Z]\\w+)\",\\s*(\"[^\"]+\")?");

    private SourceMetrics() {}

    /// @param outcomes how many a metric has whose outcome is not spelled out
    static int count(Path project, int outcomes) {
        Set<String> spelledOut = new HashSet<>();
        Set<String> variable = new HashSet<>();
        for (String folder : List.of("functions", "layers")) {
            try (Stream<Path> files = Files.walk(project.resolve(folder))) {
                files.filter(file -> file.toString().contains("src/main/java")
                                && file.toString().endsWith(".java"))
                        .flatMap(file -> EMITTED.matcher(read(file)).results())
                        .forEach(emitted -> (emitted.group(2) == null ? variable : spelledOut).add(name(emitted)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the sources in " + folder, e);
            }
        }
        return spelledOut.size() + variable.size() * outcomes;
    }

    private static String name(MatchResult emitted) {
        return emitted.group(1) + emitted.group(2);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
