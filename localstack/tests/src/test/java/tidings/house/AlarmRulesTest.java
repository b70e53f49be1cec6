package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/// Rules for each alarm of the template, its runbook entry and its drill.
class AlarmRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> OF_METRICS = TEMPLATE.ofType("AWS::CloudWatch::Alarm");

    /// What AWS publishes, as far as alarms use it.
    private static final Map<String, Set<String>> OF_AWS = Map.of(
            "AWS/Lambda", Set.of("Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"),
            "AWS/SQS", Set.of("ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"),
            "AWS/RDS",
                    Set.of(
                            "DatabaseConnectionsBorrowLatency",
                            "DatabaseConnectionsCurrentlySessionPinned",
                            "CPUUtilization",
                            "FreeStorageSpace"),
            "AWS/ElastiCache", Set.of("ThrottledCmds"));

    static Stream<String> alarms() {
        return Stream.concat(
                OF_METRICS.keySet().stream(), TEMPLATE.ofType("AWS::CloudWatch::CompositeAlarm").keySet().stream());
    }

    /// All but the one that only suppresses others.
    static Stream<String> notifying() {
        return alarms().filter(id -> !id.equals("DeployAlarm"));
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
                .filter(entry -> !List.of("Recipes", "Metrics", "Budget").contains(entry))
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

    /// `MetricsTest` holds those of the code.
    @Test
    void everyOtherAlarmMetricIsPublishedByAws() {
        OF_METRICS.forEach((id, alarm) -> {
            String text = alarm.toString();
            assertThat(found("MetricName=([A-Za-z]+)", text)).as(id).isNotEmpty();
            Pattern.compile("Namespace=(AWS/\\w+), MetricName=(\\w+)")
                    .matcher(text)
                    .results()
                    .forEach(match ->
                            assertThat(OF_AWS.get(match.group(1))).as(id).contains(match.group(2)));
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
        alarms().forEach(id -> assertThat(body).contains("\"${" + id + ".Arn}\""));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
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
