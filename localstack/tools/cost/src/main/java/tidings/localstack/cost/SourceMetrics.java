package tidings.localstack.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How many metrics a function's sources count while nothing fails: each pair of a name and an outcome is one on the
/// bill. What layers count are failures.
final class SourceMetrics {
    private static final Pattern COUNTED = Pattern.compile("\\.count\\(\\s*\"(\\w+)\",([^;]*);");
    private static final Pattern OUTCOME = Pattern.compile("\"([a-z-]+)\"");

    /// Counted only while something is left over, waits or fails, or while traffic shifts to another version.
    private static final Set<String> FAILURES = Set.of(
            "DeliverySeconds waiting",
            "AnswerTime before",
            "ApiRequest failed",
            "ConnectionWaits long",
            "DeadLetters left",
            "ListingRead failed",
            "MessageSent unavailable",
            "OldestPost hours",
            "QueueAge limit",
            "UpdateReceived unauthorized");

    /// Counted only while people use the stack, though by functions that a schedule wakes.
    private static final Set<String> IN_USE = Set.of("ServiceLevel hour", "ServiceLevel six-hours", "ApiTime answered");

    private SourceMetrics() {}

    static long of(Path project, String function) {
        return of(project, function, FAILURES::contains);
    }

    /// Without any update.
    static long idle(Path project, String function) {
        return of(project, function, pair -> FAILURES.contains(pair) || IN_USE.contains(pair));
    }

    private static long of(Path project, String function, Predicate<String> isLeftOut) {
        String module = module(function);
        try (Stream<Path> files = Files.walk(project.resolve("functions/" + module + "/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> COUNTED.matcher(read(file)).results())
                    .flatMap(SourceMetrics::pairs)
                    .filter(isLeftOut.negate())
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources of " + module, e);
        }
    }

    static String module(String function) {
        return function.replaceFirst("Function$", "").toLowerCase(Locale.ROOT);
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
