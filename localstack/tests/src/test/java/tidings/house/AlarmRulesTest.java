package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.endtoend.AlarmFaults;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// Rules for the alarms of the template and their runbook.
class AlarmRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> OF_METRICS = TEMPLATE.ofType("AWS::CloudWatch::Alarm");
    private static final String OWN = "Tidings/${AWS::StackName}";
    private static final Pattern METRIC = Pattern.compile("\\.(?:count|time)\\(\\s*\"([A-Za-z]+)\"");

    /// What AWS publishes, as far as alarms use it.
    private static final Map<String, Set<String>> OF_AWS = Map.of(
            "AWS/Lambda", Set.of("Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"),
            "AWS/SQS", Set.of("ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"),
            "AWS/RDS", Set.of("DatabaseConnectionsBorrowLatency", "DatabaseConnectionsCurrentlySessionPinned"),
            "AWS/ElastiCache", Set.of("ThrottledCmds"),
            "AWS/Logs", Set.of("EMFParsingErrors", "EMFValidationErrors"),
            "AWS/Billing", Set.of("EstimatedCharges"));

    static Stream<String> alarms() {
        return Stream.concat(
                OF_METRICS.keySet().stream(), TEMPLATE.ofType("AWS::CloudWatch::CompositeAlarm").keySet().stream());
    }

    static Stream<String> deadLetterQueues() {
        return TEMPLATE.ofType("AWS::SQS::Queue").keySet().stream().filter(id -> id.endsWith("DeadLetterQueue"));
    }

    /// Those that serve; what a deploy alone calls fails the deploy instead.
    static Stream<String> functions() {
        return TEMPLATE.ofType("AWS::Serverless::Function").entrySet().stream()
                .filter(function -> function.getValue().containsKey("Events")
                        || function.getValue().containsKey("FunctionUrlConfig"))
                .map(Map.Entry::getKey);
    }

    /// All but the one that only suppresses others.
    static Stream<String> notifying() {
        return alarms().filter(id -> !id.equals("DeployAlarm"));
    }

    @ParameterizedTest
    @MethodSource("deadLetterQueues")
    void everyDeadLetterQueueHasAnAlarm(String queue) {
        Map<String, Object> alarm = OF_METRICS.get(queue.replace("DeadLetterQueue", "DeadLettersAlarm"));

        assertThat(alarm).containsEntry("MetricName", "ApproximateNumberOfMessagesVisible");
        assertThat(alarm.get("Dimensions").toString()).contains("!GetAtt " + queue + ".QueueName");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasAlarms(String function) {
        String role = function.replaceFirst("Function$", "");

        assertThat(OF_METRICS.get(role + "ErrorsAlarm").toString()).contains("!Ref " + function);
        for (String alarm : List.of("ThrottlesAlarm", "DurationsAlarm", "ComputeCostAlarm")) {
            assertThat(OF_METRICS.get(alarm).toString()).as(alarm).contains("!Ref " + function);
        }
        for (String alarm : List.of("MetricsParsingAlarm", "MetricsValidationAlarm")) {
            assertThat(OF_METRICS.get(alarm).toString()).as(alarm).contains("!Ref " + role + "LogGroup");
        }
    }

    /// The template has a function's timeout twice.
    @ParameterizedTest
    @MethodSource("functions")
    void theDurationsAlarmKnowsEveryTimeout(String function) {
        String name = function.replaceFirst("Function$", "").toLowerCase(Locale.ROOT);
        String seconds = TEMPLATE.ofType("AWS::Serverless::Function")
                .get(function)
                .get("Timeout")
                .toString();

        assertThat(OF_METRICS.get("DurationsAlarm").toString()).contains(name + " / " + seconds + "000");
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void everyAlarmDescriptionNamesItsRunbookEntry(String id) throws IOException {
        String entry = id.replaceFirst("Alarm$", "");
        String description = properties(id).get("AlarmDescription").toString();
        List<String> lines = description
                .replaceFirst("^!Sub ", "")
                .lines()
                .map(String::strip)
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("First: ");
        assertThat(lines.get(2)).isEqualTo("Runbook: ${RunbookUrl}#" + entry.toLowerCase(Locale.ROOT));
        assertThat(entry(entry)).contains("- **Cause**: ", "- **Check**: ", "- **Cure**: ", "- **Rehearsed**: ");
    }

    @Test
    void everyRunbookEntryHasAnAlarm() throws IOException {
        Set<String> entries = Pattern.compile("(?m)^## (.+)$")
                .matcher(runbook())
                .results()
                .map(match -> match.group(1))
                .filter(entry -> !entry.equals("Recipes"))
                .map(entry -> entry + "Alarm")
                .collect(Collectors.toSet());

        assertThat(alarms()).containsAll(entries);
    }

    @Test
    void everyAlarmHasADrill() {
        assertThat(alarms()).containsExactlyInAnyOrderElementsOf(AlarmFaults.alarms());
    }

    @ParameterizedTest
    @MethodSource("notifying")
    void everyAlarmNotifiesTheTopic(String id) {
        assertThat(properties(id))
                .containsEntry("AlarmActions", List.of("!Ref AlarmTopic"))
                .containsEntry("OKActions", List.of("!Ref AlarmTopic"));
    }

    /// CloudWatch refuses such an alarm.
    @ParameterizedTest
    @MethodSource("alarms")
    void noAlarmUsesASearchExpression(String id) {
        assertThat(properties(id).toString()).doesNotContain("SEARCH(");
    }

    /// The newest period is filled before its data is there: an alarm that needs every period would never ring.
    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
    @Test
    void anAlarmOnFilledDataMayHaveGaps() {
        OF_METRICS.forEach((id, alarm) -> {
            if (alarm.get("Metrics") instanceof Object metrics
                    && metrics.toString().contains("FILL(")) {
                assertThat(Integer.parseInt(alarm.get("DatapointsToAlarm").toString()))
                        .as(id)
                        .isLessThan(
                                Integer.parseInt(alarm.get("EvaluationPeriods").toString()));
            }
        });
    }

    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
    @Test
    void noAlarmHasMoreMetricsThanCloudWatchAllows() {
        OF_METRICS.forEach((id, alarm) -> assertThat(
                        Pattern.compile("MetricStat=").matcher(alarm.toString()).results())
                .as(id)
                .hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void everyAlarmMetricIsPublishedByTheCodeOrByAws() throws IOException {
        Set<String> emitted = emitted();
        OF_METRICS.forEach((id, alarm) -> {
            String text = alarm.toString();
            Set<String> names = found("MetricName=([A-Za-z]+)", text);
            Set<String> namespaces = found("Namespace=(?:!Sub )?(Tidings/\\$\\{AWS::StackName}|[A-Za-z/]+)", text);
            assertThat(names).as(id).isNotEmpty();
            assertThat(namespaces).as(id).hasSize(1);
            String namespace = namespaces.iterator().next();
            assertThat(namespace.equals(OWN) ? emitted : OF_AWS.get(namespace))
                    .as(id + ": metrics in " + namespace)
                    .containsAll(names);
        });
    }

    @Test
    void theDashboardHasARowForEachQuestion() {
        String body = TEMPLATE.ofType("AWS::CloudWatch::Dashboard")
                .get("Dashboard")
                .get("DashboardBody")
                .toString();

        assertThat(Pattern.compile("## ([^\"]+)\"").matcher(body).results().map(match -> match.group(1)))
                .containsExactly(
                        "Are people served?",
                        "Are posts fresh?",
                        "Is the model sure?",
                        "Are limits near?",
                        "What does it cost?");
        assertThat(body).contains("\"variables\": [{\"type\": \"pattern\"");
        alarms().filter(id -> !id.equals("BillAlarm"))
                .forEach(id -> assertThat(body).contains("\"${" + id + ".Arn}\""));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The names of metrics that functions and layers count or time.
    private static Set<String> emitted() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : List.of("functions", "layers")) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> path.toString().contains("/src/main/"))
                        .toList()) {
                    METRIC.matcher(Files.readString(file))
                            .results()
                            .map((MatchResult match) -> match.group(1))
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    private static Map<String, Object> properties(String id) {
        return OF_METRICS.containsKey(id)
                ? OF_METRICS.get(id)
                : map(TEMPLATE.ofType("AWS::CloudWatch::CompositeAlarm").get(id));
    }

    private static String entry(String name) throws IOException {
        String[] parts = runbook().split("(?m)^## " + name + "$", 2);
        assertThat(parts).as("an entry " + name).hasSize(2);
        return parts[1].split("(?m)^## ", 2)[0];
    }

    private static String runbook() throws IOException {
        return Files.readString(Project.root().resolve("functions/alarms/RUNBOOK.md"));
    }
}
