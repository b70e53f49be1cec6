package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.endtoend.AlarmFaults;
import tidings.localstack.template.Template;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.house.TemplateText.map;

/// Rules for the alarms of the template and their runbook.
class AlarmRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> OF_METRICS = TEMPLATE.ofType("AWS::CloudWatch::Alarm");

    /// What AWS publishes, as far as alarms use it.
    private static final Map<String, Set<String>> OF_AWS = Map.of(
            "AWS/Lambda", Set.of("Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions"),
            "AWS/SQS", Set.of("ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible"),
            "AWS/RDS", Set.of("DatabaseConnectionsBorrowLatency", "DatabaseConnectionsCurrentlySessionPinned"),
            "AWS/ElastiCache", Set.of("ThrottledCmds"));

    static Stream<String> alarms() {
        return Stream.concat(
                OF_METRICS.keySet().stream(), TEMPLATE.ofType("AWS::CloudWatch::CompositeAlarm").keySet().stream());
    }

    static Stream<String> deadLetterQueues() {
        return TEMPLATE.ofType("AWS::SQS::Queue").keySet().stream().filter(id -> id.endsWith("DeadLetterQueue"));
    }

    static Stream<String> queues() {
        return TEMPLATE.ofType("AWS::SQS::Queue").keySet().stream().filter(id -> !id.endsWith("DeadLetterQueue"));
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

    /// Messages that wait for nobody are no error to anyone.
    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueHasAnAlarmForItsAge(String queue) {
        assertThat(OF_METRICS.values())
                .anySatisfy(alarm -> assertThat(alarm.toString())
                        .contains("ApproximateAgeOfOldestMessage", "!GetAtt " + queue + ".QueueName"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasAnAlarmForItsErrors(String function) {
        String role = function.replaceFirst("Function$", "");

        assertThat(OF_METRICS.get(role + "ErrorsAlarm").toString()).contains("MetricName=Errors", "!Ref " + function);
    }

    /// To Lambda an invocation whose messages fail has succeeded.
    @ParameterizedTest
    @MethodSource("functions")
    void theErrorsOfAFunctionWithAQueueAreThoseOfItsMessages(String function) {
        boolean hasQueue = map(TEMPLATE.ofType("AWS::Serverless::Function")
                        .get(function)
                        .get("Events"))
                .toString()
                .contains("Type=SQS");
        String role = function.replaceFirst("Function$", "");
        String alarm = OF_METRICS.get(role + "ErrorsAlarm").toString();

        if (hasQueue) {
            String service = "MetricName=MessageFailed, Dimensions=[{Name=service, Value="
                    + role.toLowerCase(Locale.ROOT) + "}, {Name=outcome, Value=";
            assertThat(alarm).contains(service + "retried}", service + "dead-lettered}");
        } else {
            assertThat(alarm).doesNotContain("MessageFailed");
        }
    }

    @Test
    void aVersionWhoseMessagesFailIsRolledBack() {
        TEMPLATE.ofType("AWS::Serverless::Function").forEach((id, function) -> {
            if (function.get("DeploymentPreference") instanceof Object preference) {
                assertThat(map(preference).get("Alarms"))
                        .isEqualTo(List.of("!Ref " + id.replaceFirst("Function$", "ErrorsAlarm")));
            }
        });
    }

    /// What a stack without anybody to watch it has as well: work that is lost, and people who get no answer.
    @Test
    void whatIsLostIsToldInEveryProfile() {
        assertThat(alarms().filter(id -> TEMPLATE.condition(id).isEmpty()))
                .containsExactlyInAnyOrder(
                        "UpdatesDeadLettersAlarm",
                        "ScrapeDeadLettersAlarm",
                        "PostsDeadLettersAlarm",
                        "OutboxDeadLettersAlarm",
                        "AlarmsDeadLettersAlarm",
                        "SchedulerSilentAlarm",
                        "NotServedAlarm",
                        "UpdatesAgeWarnAlarm",
                        "OutboxAgeAlarm",
                        "WebhookErrorsAlarm",
                        "BotErrorsAlarm",
                        "SenderErrorsAlarm",
                        "ThrottlesAlarm",
                        "DeployAlarm");
        assertThat(alarms().map(TEMPLATE::condition).filter(condition -> !condition.isEmpty()))
                .containsOnly("IsWatched", "HasProxy");
    }

    @ParameterizedTest
    @CsvSource({"development, true", "testing, true", "production, false", "high-load, false"})
    void aLargeProfileIsRefusedWithoutAnybodyToTell(String profile, boolean isAccepted) {
        Map<String, String> given = Map.of("Profile", profile, "BotToken", "1:no-token-is-needed-for-this");
        Path template = Project.root().resolve("template.yaml");

        if (isAccepted) {
            assertThat(Template.read(template, given).front()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> Template.read(template, given))
                    .hasMessageContaining("AlarmEmail must be an e-mail address in production and high-load");
        }
        Map<String, String> told = new HashMap<>(given);
        told.put("AlarmEmail", "operators@example.org");
        assertThat(Template.read(template, told).front()).isNotEmpty();
    }

    /// A new alarm has no data yet.
    @ParameterizedTest
    @MethodSource("alarms")
    void noAlarmRingsBecauseItsStackIsNew(String id) {
        assertThat(properties(id).get("TreatMissingData")).as(id).isNotEqualTo("breaching");
    }

    @Test
    void aSchedulerThatStopsHasNoDataAnyMore() {
        assertThat(OF_METRICS.get("SchedulerSilentAlarm"))
                .containsEntry("TreatMissingData", "missing")
                .containsEntry("InsufficientDataActions", List.of("!Ref AlarmTopic"));
    }

    /// https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    @Test
    void theBudgetAndTheAlarmsMayPublishToTheTopic() {
        String policy = TEMPLATE.ofType("AWS::SNS::TopicPolicy").toString();
        Map<String, Object> budget = TEMPLATE.ofType("AWS::Budgets::Budget").get("Budget");

        assertThat(policy)
                .contains("Service=[cloudwatch.amazonaws.com, budgets.amazonaws.com]", "aws:SourceAccount=!Ref AWS");
        assertThat((List<?>) budget.get("NotificationsWithSubscribers"))
                .hasSize(2)
                .allSatisfy(notification ->
                        assertThat(notification.toString()).contains("SubscriptionType=SNS, Address=!Ref AlarmTopic"));
        assertThat(TEMPLATE.dependsOn("Budget")).containsExactly("AlarmTopicPolicy");
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
                .filter(entry -> !List.of("Recipes", "Budget").contains(entry))
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
                    .forEach(match -> assertThat(OF_AWS.get(match.group(1)))
                            .as(id)
                            .contains(match.group(2)));
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
