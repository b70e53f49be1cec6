package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of `loadtest/PERFORMANCE.md`, from the last kept result of each command.
public final class Performance {
    private static final String FILE = "loadtest/PERFORMANCE.md";
    private static final int MOST_GROWING = 12;
    private static final int MOST_PREPARED = 6;
    private static final String WITHOUT_ENCODER = "-without-encoder";

    private Performance() {}

    /// Writes the tables into the file, between the comments that name them.
    ///
    /// @return the tables
    public static String write(Path project) throws IOException {
        Path file = project.resolve(FILE);
        Map<String, String> tables = tables(Result.kept(project.resolve("loadtest/results")));
        String text = Files.readString(file);
        for (Map.Entry<String, String> table : tables.entrySet()) {
            text = replaced(text, table.getKey(), table.getValue());
        }
        Files.writeString(file, text);
        return String.join("\n", tables.values());
    }

    /// By name, in Markdown.
    static Map<String, String> tables(Map<String, List<Result>> kept) {
        return kept.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        tool -> table(tool.getKey(), tool.getValue().getLast())));
    }

    /// The table that the text has under this name.
    static String in(String text, String name) {
        return text.substring(begin(text, name), text.indexOf(end(name)));
    }

    private static String replaced(String text, String name, String table) {
        return text.substring(0, begin(text, name)) + table + text.substring(text.indexOf(end(name)));
    }

    private static int begin(String text, String name) {
        String comment = "<!-- " + name + ": written by the command -->\n";
        int at = text.indexOf(comment);
        if (at < 0 || text.indexOf(end(name)) < 0) {
            throw new IllegalArgumentException(FILE + " has no place for " + name + ": " + comment.strip() + " and "
                    + end(name).strip());
        }
        return at + comment.length();
    }

    private static String end(String name) {
        return "<!-- /" + name + " -->\n";
    }

    private static String table(String tool, Result result) {
        return switch (tool) {
            case "coldstart" -> ColdStartTables.of(result);
            case "restores" -> restores(result);
            case "memory" -> memory(result);
            case "sizes" -> sizes(result);
            case "bench" -> benchmarks(result);
            case "prepared" -> prepared(result);
            default -> measures(result, _ -> true);
        };
    }

    private static String restores(Result result) {
        List<String> functions =
                subjects(result, " cpu").filter(name -> !name.contains("-")).toList();
        return seen(result)
                + table(
                        List.of("function", "wait", "CPU", "wait, unprimed", "CPU, unprimed"),
                        functions.stream()
                                .map(name -> List.of(
                                        name,
                                        cell(result, name + " wait", name + "-unprimed wait", "ms"),
                                        cell(result, name + " cpu", name + "-unprimed cpu", "ms"),
                                        plain(result, name + "-unprimed wait") + " ms",
                                        plain(result, name + "-unprimed cpu") + " ms")))
                + withoutEncoder(result, functions);
    }

    private static String withoutEncoder(Result result, List<String> functions) {
        List<List<String>> rows = functions.stream()
                .filter(name -> result.of(name + WITHOUT_ENCODER + " cpu").isPresent())
                .map(name -> List.of(
                        name,
                        cell(result, name + " wait", name + WITHOUT_ENCODER + " wait", "ms"),
                        cell(result, name + " cpu", name + WITHOUT_ENCODER + " cpu", "ms"),
                        cell(result, name + " peak", name + WITHOUT_ENCODER + " peak", "MB")))
                .toList();
        return rows.isEmpty()
                ? ""
                : "\nRatios against the same function without the sentence encoder:\n\n"
                        + table(List.of("function", "wait", "CPU", "most memory"), rows.stream());
    }

    private static String memory(Result result) {
        Stream<List<String>> rows = subjects(result, " peak early")
                .map(name -> List.of(
                        name,
                        plain(result, name + " peak early"),
                        plain(result, name + " peak late"),
                        result.ratio(name + " peak late", name + " peak early")
                                .map(ratio -> number(ratio.median()))
                                .orElse("–")));
        List<String> head = List.of("function", "after 1,000 calls, MB", "after 10,000 calls, MB", "ratio");
        return seen(result) + table(head, Stream.concat(rows, unbuilt(result, head.size())));
    }

    private static String sizes(Result result) {
        Stream<List<String>> rows = subjects(result, " wait").map(name -> {
            String largest = name.split(" ")[0] + " 1769";
            return List.of(
                    name,
                    cell(result, name + " wait", largest + " wait", "ms"),
                    cell(result, name + " cpu", largest + " cpu", "ms"),
                    cell(result, name + " call", largest + " call", "µs"),
                    cell(result, name + " call cpu", largest + " call cpu", "µs"),
                    cell(result, name + " dollars", largest + " dollars", "$"),
                    plain(result, name + " peak"));
        });
        List<String> head = List.of(
                "function and MB", "first answer", "its CPU", "a call", "its CPU", "a million calls", "peak MB");
        return seen(result) + table(head, Stream.concat(rows, unbuilt(result, head.size())));
    }

    private static String prepared(Result result) {
        Function<String, Double> ratio = name ->
                result.ratio("named " + name, "unnamed " + name).orElseThrow().median();
        List<String> queries = result.samples().keySet().stream()
                .filter(name -> name.startsWith("named "))
                .map(name -> name.substring("named ".length()))
                .sorted(Comparator.comparing(ratio))
                .toList();
        Stream<List<String>> ends = Stream.concat(
                        queries.stream().limit(MOST_PREPARED), queries.stream().skip(queries.size() - MOST_PREPARED))
                .map(name -> List.of(
                        name,
                        plain(result, "unnamed " + name),
                        plain(result, "named " + name),
                        number(ratio.apply(name)),
                        plain(result, "planned " + name)));
        List<String> head =
                List.of("query", "as shipped, µs", "prepared by name, µs", "ratio", "by name, planned each time, µs");
        return seen(result) + measures(result, name -> name.startsWith("ratio of")) + "\n" + table(head, ends);
    }

    private static String benchmarks(Result result) {
        String timed = table(
                List.of("benchmark", "µs", "bytes allocated"),
                subjects(result, " allocated")
                        .map(name -> List.of(name, plain(result, name + " µs"), plain(result, name + " allocated"))));
        Comparator<String> byGrowth = Comparator.comparingDouble(
                name -> -result.of(name).orElseThrow().median());
        String written = table(
                List.of("write", "median"),
                result.samples().keySet().stream()
                        .filter(name -> name.contains("insert"))
                        .map(name -> List.of(name, plain(result, name))));
        String growth = table(
                List.of("exponent of", "median"),
                result.samples().keySet().stream()
                        .filter(name -> name.startsWith("growth of"))
                        .sorted(byGrowth)
                        .limit(MOST_GROWING)
                        .map(name -> List.of(name, plain(result, name))));
        return String.join("\n", seen(result) + timed, written, growth);
    }

    /// What has a measure with this end, in the order in which it was measured.
    private static Stream<String> subjects(Result result, String end) {
        return result.samples().keySet().stream()
                .filter(name -> name.endsWith(end))
                .map(name -> name.substring(0, name.length() - end.length()));
    }

    private static String seen(Result result) {
        return "%s, commit %s, %s.%n%n".formatted(result.at(), result.commit(), result.machine());
    }

    private static String measures(Result result, Predicate<String> which) {
        return table(
                List.of("measure", "median", "least", "most"),
                result.samples().keySet().stream().filter(which).map(measure -> {
                    Result.Spread spread = result.of(measure).orElseThrow();
                    return List.of(measure, number(spread.median()), number(spread.least()), number(spread.most()));
                }));
    }

    static Stream<List<String>> unbuilt(Result result, int columns) {
        return result.unbuilt().entrySet().stream()
                .map(one -> Stream.concat(
                                Stream.of(
                                        one.getKey(),
                                        "not measured: " + one.getValue().replace("|", "/")),
                                Stream.generate(() -> "").limit(columns - 2L))
                        .toList());
    }

    static String cell(Result result, String measure, String against, String unit) {
        Optional<Result.Spread> seen = result.of(measure);
        if (seen.isEmpty()) {
            return "–";
        }
        String ratio = result.ratio(measure, against)
                .map(spread -> String.format(
                        Locale.ROOT, " (%.2f, %.2f–%.2f)", spread.median(), spread.least(), spread.most()))
                .orElse("");
        return number(seen.get().median()) + " " + unit + ratio;
    }

    static String plain(Result result, String measure) {
        return result.of(measure).map(spread -> number(spread.median())).orElse("–");
    }

    static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    static String table(List<String> head, Stream<List<String>> rows) {
        Stream<String> lines = Stream.concat(
                Stream.of(row(head), "|---|" + "---:|".repeat(head.size() - 1)), rows.map(Performance::row));
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
