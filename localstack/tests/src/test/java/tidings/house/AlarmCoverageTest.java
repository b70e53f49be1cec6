package tidings.house;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.localstack.template.Template;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.house.TemplateText.map;

/// What has an alarm, in which profile, and whom it tells.
class AlarmCoverageTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> OF_METRICS = TEMPLATE.ofType("AWS::CloudWatch::Alarm");

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

    @Test
    void whoLooksForCausesKnowsTheSameQueues() {
        assertThat(TEMPLATE.variables("AlarmsFunction"))
                .containsEntry(
                        "MEASURED_QUEUES",
                        TEMPLATE.variables("InsightsFunction").get("MEASURED_QUEUES"));
    }

    /// A function cannot know its own name, and setup is called by deployments alone.
    @ParameterizedTest
    @MethodSource("functions")
    void whoLooksForCausesKnowsTheFunction(String function) {
        String service = function.replaceFirst("Function$", "").toLowerCase(Locale.ROOT);

        assertThat(TEMPLATE.variables("AlarmsFunction")
                                .get("MEASURED_FUNCTIONS")
                                .toString() + ",alarms=${AlarmsFunction}")
                .contains(service + "=${" + function + "}");
    }

    /// What insights reads of each queue rings one alarm for all dead letters, and one for messages that wait for
    /// nobody and are no error to anyone.
    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueIsWatchedForItsAgeAndItsDeadLetters(String queue) {
        assertThat(TEMPLATE.variables("InsightsFunction").get("MEASURED_QUEUES").toString())
                .contains("=${%s.QueueName} ${%s.QueueName} "
                        .formatted(queue, queue.replaceFirst("Queue$", "DeadLetterQueue")));
        assertThat(TEMPLATE.ofType("AWS::SQS::Queue")
                        .get(queue)
                        .get("RedrivePolicy")
                        .toString())
                .contains("!GetAtt " + queue.replaceFirst("Queue$", "DeadLetterQueue") + ".Arn");
        assertThat(OF_METRICS.get("QueueAgeAlarm").toString()).contains("MetricName=QueueAge", "Value=insights");
        assertThat(OF_METRICS.get("DeadLettersAlarm").toString()).contains("MetricName=DeadLetters", "Value=insights");
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
            assertThat(alarm).contains(service + "failed}");
        } else {
            assertThat(alarm).doesNotContain("MessageFailed");
        }
    }

    @Test
    void aVersionWhoseMessagesFailIsRolledBack() {
        TEMPLATE.ofType("AWS::Serverless::Function").forEach((id, function) -> {
            if (function.get("DeploymentPreference") instanceof Object preference) {
                assertThat(map(preference).get("Alarms").toString())
                        .contains("!Ref " + id.replaceFirst("Function$", "ErrorsAlarm"));
            }
        });
    }

    /// The comparison has to know which version is new before traffic shifts to it.
    @Test
    void aBotThatIsSlowerThanTheVersionBeforeIsRolledBack() {
        assertThat(map(TEMPLATE.ofType("AWS::Serverless::Function")
                                .get("BotFunction")
                                .get("DeploymentPreference"))
                        .get("Alarms"))
                .isEqualTo("!If [IsWatched, [!Ref BotErrorsAlarm, !Ref SlowAnswersAlarm], [!Ref BotErrorsAlarm]]");
        assertThat(TEMPLATE.dependsOn("SlowAnswersAlarm")).containsExactly("SenderFunction");
        assertThat(TEMPLATE.variables("SenderFunction")).containsEntry("NEWEST_BOT", "!Ref BotFunction.Version");
        assertThat(TEMPLATE.ofType("AWS::Serverless::Function").get("SenderFunction"))
                .as("so that a new version of the sender knows a new version of the bot")
                .extractingByKey("VersionDescription")
                .asString()
                .contains("!Ref BotFunction.Version");
    }

    /// What a stack without anybody to watch it has as well: work that is lost, and people who get no answer.
    @Test
    void whatIsLostIsToldInEveryProfile() {
        assertThat(AlarmRulesTest.alarms().filter(id -> TEMPLATE.condition(id).isEmpty()))
                .containsExactlyInAnyOrder(
                        "DeadLettersAlarm",
                        "SchedulerSilentAlarm",
                        "NotServedAlarm",
                        "UpdatesAgeWarnAlarm",
                        "OutboxAgeAlarm",
                        "WebhookErrorsAlarm",
                        "BotErrorsAlarm",
                        "SenderErrorsAlarm",
                        "ThrottlesAlarm",
                        "DeployAlarm");
        assertThat(AlarmRulesTest.alarms().map(TEMPLATE::condition).filter(condition -> !condition.isEmpty()))
                .containsOnly("IsWatched", "IsCacheWatched", "HasProxy");
    }

    @ParameterizedTest
    @CsvSource({"development, true", "testing, true", "production, false", "high-load, false"})
    void aLargeProfileIsRefusedWithoutAnybodyToTellItsQuotaOrWhoAsksReddit(String profile, boolean isAccepted) {
        Map<String, String> given = Map.of("Profile", profile, "BotToken", "1:no-token-is-needed-for-this");
        Path template = Project.root().resolve("template.yaml");

        if (isAccepted) {
            assertThat(Template.read(template, given).front()).isNotEmpty();
        } else {
            assertThatThrownBy(() -> Template.read(template, given))
                    .hasMessageContaining("AlarmEmail must be an e-mail address in production and high-load");
            Map<String, String> unconfirmed = new HashMap<>(given);
            unconfirmed.put("AlarmEmail", "operators@example.org");
            assertThatThrownBy(() -> Template.read(template, unconfirmed))
                    .hasMessageContaining("then set ConcurrencyQuota=confirmed");
            Map<String, String> nameless = new HashMap<>(unconfirmed);
            nameless.put("ConcurrencyQuota", "confirmed");
            assertThatThrownBy(() -> Template.read(template, nameless))
                    .hasMessageContaining("RedditUserAgent must name you");
        }
        Map<String, String> told = new HashMap<>(given);
        told.put("AlarmEmail", "operators@example.org");
        told.put("ConcurrencyQuota", "confirmed");
        told.put("RedditUserAgent", "java:tidings:1.0.0 (by /u/nobody)");
        assertThat(Template.read(template, told).front()).isNotEmpty();
    }

    /// A new alarm has no data yet.
    @Test
    void noAlarmRingsBecauseItsStackIsNew() {
        assertThat(OF_METRICS.values())
                .allSatisfy(alarm -> assertThat(alarm).doesNotContainEntry("TreatMissingData", "breaching"));
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
}
