package tidings.localstack.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many metrics a function's sources count while nothing fails: each pair of a name and an outcome is one on the
/// bill. What layers count are failures.
final class SourceMetrics {
    private static final Pattern COUNTED = Pattern.compile("\\.count\\(\\s*\"(\\w+)\",([^;]*);");
    private static final Pattern OUTCOME = Pattern.compile("\"([a-z-]+)\"");

    /// Counted only while something is left over.
    private static final Set<String> FAILURES = Set.of("DeliverySeconds waiting");

    private SourceMetrics() {}

    static long of(Path project, String function) {
        String module = function.replaceFirst("Function$", "").toLowerCase(Locale.ROOT);
        try (Stream<Path> files = Files.walk(project.resolve("functions/" + module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> COUNTED.matcher(read(file)).results())
                    .flatMap(SourceMetrics::pairs)
                    .filter(pair -> !FAILURES.contains(pair))
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources of " + module, e);
        }
    }

    private static Stream<String> pairs(MatchResult counted) {
        return OUTCOME.matcher(counted.group(2)).results().map(outcome -> counted.group(1) + " " + outcome.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
