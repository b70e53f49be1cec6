package tidings.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// What functions count, beside what alarms, the dashboard and the function insights read: each combination of
/// name, service and outcome is paid by the hour.
class MetricsTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Pattern COUNTED = Pattern.compile("\\.count\\(\\s*\"(\\w+)\",([^;]*);");
    private static final Pattern OUTCOME = Pattern.compile("\"([a-z-]+)\"");
    private static final Pattern SHOWN = Pattern.compile(
            "\\[\"Tidings/\\$\\{AWS::StackName}\", \"(\\w+)\", \"service\", \"([\\w-]+)\", \"outcome\", \"([\\w-]+)\"");
    private static final Pattern STORED =
            Pattern.compile("own\\(config, [^\"]*(?:\"\\w+\", )?\"(\\w+)\", \"([\\w-]+)\", \"([\\w-]+)\"");
    private static final Pattern SEARCHED =
            Pattern.compile("\\{Tidings/\\$\\{AWS::StackName},service,outcome} MetricName=\\\\\"(\\w+)\\\\\"");

    /// A row of the runbook's table: metrics, services and outcomes.
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (`[A-Z]\\w+`(?:, `[A-Z]\\w+`)*) \\| ([a-z, ]+) \\| ((?:`[a-z-]+`(?:, )?)+) \\|");

    record Counted(String name, String service, String outcome) {}

    @Test
    void everythingCountedIsRead() throws IOException {
        Set<String> searched = found(SEARCHED).map(match -> match.group(1)).collect(Collectors.toSet());

        assertThat(counted())
                .filteredOn(counted -> !searched.contains(counted.name()))
                .isNotEmpty()
                .isSubsetOf(read().toList());
    }

    @Test
    void everythingReadIsCounted() throws IOException {
        List<Counted> counted = counted();

        assertThat(read()).isNotEmpty().isSubsetOf(counted);
        assertThat(found(SEARCHED).map(match -> match.group(1)))
                .isSubsetOf(counted.stream().map(Counted::name).toList());
    }

    @Test
    void theRunbookSaysWhatEachIs() throws IOException {
        assertThat(described()).containsExactlyInAnyOrderElementsOf(counted());
    }

    /// Each row has names of metrics, services and outcomes, and every combination of them.
    private static List<Counted> described() {
        return ROW.matcher(source("functions/alarms/RUNBOOK.md"))
                .results()
                .flatMap(row -> words(row.group(1))
                        .flatMap(name -> words(row.group(2))
                                .flatMap(service ->
                                        words(row.group(3)).map(outcome -> new Counted(name, service, outcome)))))
                .toList();
    }

    private static Stream<String> words(String cell) {
        return Stream.of(cell.replace("`", "").split(", "));
    }

    private static Stream<Counted> read() {
        Stream<Counted> byAlarms = TEMPLATE.ofType("AWS::CloudWatch::Alarm").values().stream()
                .filter(alarm -> alarm.get("Metrics") != null)
                .flatMap(alarm -> ((List<?>) alarm.get("Metrics")).stream())
                .map(query -> map(map(map(query).get("MetricStat")).get("Metric")))
                .filter(metric -> "!Sub Tidings/${AWS::StackName}".equals(metric.get("Namespace")))
                .map(metric -> new Counted(
                        metric.get("MetricName").toString(),
                        dimension(metric.get("Dimensions"), "service"),
                        dimension(metric.get("Dimensions"), "outcome")));
        Stream<Counted> byInsights = Stream.of("Series.java", "ServiceLevel.java")
                .map(file -> "functions/insights/src/main/java/tidings/insights/" + file)
                .flatMap(file -> STORED.matcher(source(file)).results())
                .map(match -> new Counted(match.group(1), match.group(2), match.group(3)));
        return Stream.concat(
                Stream.concat(byAlarms, byInsights),
                found(SHOWN).map(match -> new Counted(match.group(1), match.group(2), match.group(3))));
    }

    private static String source(String file) {
        try {
            return Files.readString(Project.root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dimension(Object dimensions, String name) {
        return ((List<?>) dimensions)
                .stream()
                        .map(TemplateText::map)
                        .filter(dimension -> name.equals(dimension.get("Name")))
                        .map(dimension -> dimension.get("Value").toString())
                        .findFirst()
                        .orElseThrow();
    }

    private static Stream<MatchResult> found(Pattern pattern) {
        String body = TEMPLATE.ofType("AWS::CloudWatch::Dashboard")
                .get("Dashboard")
                .get("DashboardBody")
                .toString();
        return pattern.matcher(body).results();
    }

    /// Names and outcomes are spelled out where they are counted.
    private static List<Counted> counted() throws IOException {
        Set<Counted> all = new HashSet<>();
        for (String folder : List.of("functions", "layers")) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().contains("/src/main/"))
                        .filter(path -> path.toString().endsWith(".java"))
                        .toList()) {
                    for (MatchResult call :
                            COUNTED.matcher(Files.readString(file)).results().toList()) {
                        Set<String> outcomes = OUTCOME.matcher(call.group(2))
                                .results()
                                .map(match -> match.group(1))
                                .collect(Collectors.toCollection(TreeSet::new));
                        assertThat(outcomes)
                                .as("outcomes of %s in %s", call.group(1), file)
                                .isNotEmpty();
                        services(file)
                                .forEach(service -> outcomes.forEach(
                                        outcome -> all.add(new Counted(call.group(1), service, outcome))));
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    /// A function counts for itself. What is counted in a layer is counted in every function that a queue wakes.
    private static List<String> services(Path file) {
        Path inProject = Project.root().relativize(file);
        if (inProject.startsWith("functions")) {
            return List.of(inProject.getName(1).toString());
        }
        assertThat(file.getFileName().toString())
                .as("the only counters in a layer")
                .isIn("SqsBatch.java", "RetryPolicy.java");
        return TEMPLATE.ofType("AWS::Serverless::Function").entrySet().stream()
                .filter(function -> map(function.getValue().get("Events")).values().stream()
                        .anyMatch(event -> "SQS".equals(map(event).get("Type"))))
                .map(function -> TEMPLATE.module(function.getKey()))
                .toList();
    }
}
