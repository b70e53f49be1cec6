package tidings.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.messages.OutboxMessage.ShowCardV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Notifications of alarms in every shape that CloudWatch gives them, and in shapes that it does not give them today.
class AlarmShapesTest {
    private static final String METRIC = """
            "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "StatisticType": "Statistic",
              "Statistic": "SAMPLE_COUNT", "Unit": null, "Dimensions": [{"value": "tidings-bot", "name": "FunctionName"}],
              "Period": 60, "EvaluationPeriods": 2, "DatapointsToAlarm": 1, "Threshold": 2.0,
              "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
              "EvaluateLowSampleCountPercentile": ""}""";
    private static final String PERCENTILE = """
            "Trigger": {"MetricName": "Duration", "Namespace": "AWS/Lambda", "StatisticType": "ExtendedStatistic",
              "ExtendedStatistic": "p99", "Unit": null, "Dimensions": [], "Period": 300, "EvaluationPeriods": 1,
              "ComparisonOperator": "GreaterThanThreshold", "Threshold": 900.0}""";
    private static final String MATH = """
            "Trigger": {"Metrics": [
                {"Id": "share", "Expression": "100 * bad / all", "Label": "percent", "ReturnData": true},
                {"Id": "bad", "ReturnData": false, "MetricStat": {"Period": 60, "Stat": "Sum", "Metric":
                  {"MetricName": "5xx", "Namespace": "AWS/ApiGateway", "Dimensions": [{"value": "a1", "name": "ApiId"}]}}}],
              "EvaluationPeriods": 3, "ComparisonOperator": "GreaterThanThreshold", "Threshold": 5.0}""";
    private static final String BAND = """
            "Trigger": {"ThresholdMetricId": "band", "EvaluationPeriods": 4, "Metrics": [
                {"Id": "traffic", "ReturnData": true, "MetricStat": {"Period": 300, "Stat": "Average", "Metric":
                  {"MetricName": "Invocations", "Namespace": "AWS/Lambda", "Dimensions": []}}},
                {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(traffic, 3)", "Label": "expected", "ReturnData": true}],
              "ComparisonOperator": "LessThanLowerOrGreaterThanUpperThreshold"}""";
    private static final String COMPOSITE = """
            "AlarmRule": "ALARM(one) AND ALARM(other)", "TriggeringChildren": [
              {"Arn": "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:one", "State":
                {"Value": "ALARM", "Timestamp": "2026-11-21T12:00:00.000+0000"}}]""";
    private static final String SUPPRESSED = """
            "AlarmRule": "ALARM(one)", "ActionsSuppressedBy": "Alarm", "ActionsSuppressedReason": "a deployment",
            "AlarmContributorId": "c-1", "Evaluation": {"Window": [60, 120], "Offset": {"Timezone": "UTC"}}""";

    static Stream<String> shapes() {
        return Stream.of(METRIC, PERCENTILE, MATH, BAND, COMPOSITE, SUPPRESSED).map(AlarmShapesTest::notification);
    }

    private static String notification(String rest) {
        return """
                {"AlarmName": "tidings-Sample", "AlarmDescription": "It fails.\\nFirst: its log\\nRunbook: runbook#sample",
                 "AWSAccountId": "000000000000", "NewStateValue": "ALARM", "NewStateReason": "Threshold Crossed",
                 "StateChangeTime": "2026-11-21T12:00:00.000+0000", "Region": "EU (Frankfurt)", "OldStateValue": "OK",
                 "AlarmArn": "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:tidings-Sample", "OKActions": [],
                 %s}""".formatted(rest);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeIsACardWhateverOneOfItsFieldsHolds(String shape) throws JsonProcessingException {
        for (JsonNode mutation : mutations(shape)) {
            String body = mutation.toString();
            if (AlarmChange.text(mutation.path("AlarmName")).isBlank()) {
                assertThatThrownBy(() -> AlarmEvent.read(body)).isInstanceOf(UnreadableException.class);
                continue;
            }
            OperatorsChat chat = new OperatorsChat();

            chat.handle(AlarmEvent.read(body), "mutation");

            boolean isOver = mutation.path("NewStateValue").asText().equals("OK");
            assertThat(chat.cards()).as(body).hasSize(isOver ? 0 : 1);
            chat.cards()
                    .forEach(card -> assertThat(card.html())
                            .as(body)
                            .contains("<code>" + mutation.path("AlarmName").asText() + "</code>"));
            assertGraphIsWhole(((AlarmChange) AlarmEvent.read(body)).alarm().widget(), body);
        }
    }

    /// CloudWatch draws a row of a namespace, a name, pairs of dimensions and options with a statistic, or an
    /// expression.
    private static void assertGraphIsWhole(String widget, String body) throws JsonProcessingException {
        if (widget.isEmpty()) {
            return;
        }
        JsonNode rows = Json.mapper().readTree(widget).path("metrics");
        assertThat(rows).as(body).isNotEmpty().allSatisfy(row -> {
            JsonNode options = row.get(row.size() - 1);
            assertThat(row.size()).isOdd();
            assertThat(options.path(row.size() == 1 ? "expression" : "stat").asText())
                    .isNotBlank();
            for (int i = 0; i < row.size() - 1; i++) {
                assertThat(row.get(i).asText()).isNotBlank();
            }
        });
    }

    /// The notification itself, and for each of its fields, however deep, one without it and one for each other type
    /// of value in it.
    private static List<JsonNode> mutations(String shape) throws JsonProcessingException {
        List<String> pointers = new ArrayList<>();
        pointers(Json.mapper().readTree(shape), "", pointers);
        List<JsonNode> mutations = new ArrayList<>(List.of(Json.mapper().readTree(shape)));
        for (String pointer : pointers) {
            for (String value : List.of(
                    "",
                    "null",
                    "\"\"",
                    "\" \"",
                    "\"OK\"",
                    "\"Ω_x\"",
                    "-1.5",
                    "12345678901234567890",
                    "true",
                    "[]",
                    "[[7]]",
                    "{}",
                    "{\"Value\": [null]}")) {
                JsonNode root = Json.mapper().readTree(shape);
                int slash = pointer.lastIndexOf('/');
                JsonNode parent = root.at(pointer.substring(0, slash));
                String last = pointer.substring(slash + 1);
                if (parent instanceof ObjectNode object) {
                    object.remove(last);
                    if (!value.isEmpty()) {
                        object.set(last, Json.mapper().readTree(value));
                    }
                } else if (parent instanceof ArrayNode array && !value.isEmpty()) {
                    array.set(Integer.parseInt(last), Json.mapper().readTree(value));
                }
                mutations.add(root);
            }
        }
        return mutations;
    }

    private static void pointers(JsonNode node, String at, List<String> found) {
        node.properties().forEach(field -> {
            found.add(at + "/" + field.getKey());
            pointers(field.getValue(), at + "/" + field.getKey(), found);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.add(at + "/" + i);
            pointers(node.get(i), at + "/" + i, found);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "StateChangeTime, 2026-11-21T11:50:00.123+0000, 11:50",
        "StateChangeTime, 2026-11-21T11:50:00Z, 11:50",
        "StateChangeTime, 2026-11-21T12:50:00+01:00, 11:50",
        "StateChangeTime, yesterday, 12:00",
        "StateChangeTime, '', 12:00"
    })
    void aTimeIsReadAsCloudWatchOrIsoWritesItAndElseItIsNow(String field, String time, String shown) {
        OperatorsChat chat = new OperatorsChat();
        String body = notification(METRIC).replace("2026-11-21T12:00:00.000+0000", time);

        chat.handle(AlarmEvent.read(body), "1");

        assertThat(chat.cards().getFirst().html()).as(field).contains("21 Nov " + shown);
    }

    @Test
    void onlyAShapeThatSaysWhatToDrawHasAGraph() {
        assertThat(Stream.of(METRIC, PERCENTILE, MATH, BAND))
                .allSatisfy(shape -> assertThat(widget(shape)).isNotEmpty());
        assertThat(Stream.of(
                        COMPOSITE,
                        SUPPRESSED,
                        METRIC.replace("\"Statistic\": \"SAMPLE_COUNT\",", ""),
                        MATH.replace("\"Stat\": \"Sum\",", ""),
                        METRIC.replace("\"name\": \"FunctionName\"", "\"name\": null")))
                .allSatisfy(shape -> assertThat(widget(shape)).isEmpty());
        assertThat(widget(METRIC)).contains("\"SampleCount\"");
    }

    private static String widget(String shape) {
        return ((AlarmChange) AlarmEvent.read(notification(shape))).alarm().widget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///path",
                "http://runbook",
                "https://example.org/with space",
                "ftp://example.org/",
                "javascript:alert(1)",
                "runbook.md#sample"
            })
    void aRunbookThatIsNoLinkIsATextAndNoButton(String runbook) {
        OperatorsChat chat = new OperatorsChat();

        chat.handle(AlarmEvent.read(notification(METRIC).replace("runbook#sample", runbook)), "1");

        ShowCardV1 card = chat.cards().getFirst();
        assertThat(OperatorsChat.labels(card)).doesNotContain("📖 Runbook");
        assertThat(card.html()).contains("<code>" + runbook + "</code>");
    }

    @Test
    void theLetterOfABudgetIsACardOfItsOwnEachTime() {
        OperatorsChat chat = new OperatorsChat();
        String letter = """
                AWS Budget Notification November 29, 2026
                AWS Account 000000000000

                Dear AWS Customer,

                You asked to be told when the costs of a budget exceed its limit.

                Budget Name: tidings
                Budgeted Amount: $120.00
                Alert Type: ACTUAL
                Alert Threshold: > $120.00
                ACTUAL Amount: $121.50
                """;

        chat.handle(AlarmEvent.read(letter), "1");
        chat.handle(AlarmEvent.read(letter.replace("November 29", "December 24")), "2");

        assertThat(chat.cards()).hasSize(2);
        assertThat(chat.cards().getFirst().html())
                .startsWith("🔴 <b>AWS Budget Notification November 29, 2026</b>")
                .contains("Budget Name: tidings", "ACTUAL Amount: $121.50", "Alert Threshold: &gt; $120.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AlarmName\": \"secret\"}",
                "{\"AlarmName\": {\"a\": 1}, \"Trigger\": {}}",
                "[]",
                "7",
                "null",
                "\"secret\"",
                "{\"NewStateValue\": \"ALARM\"}",
                "Budget: secret",
                "AWS",
                ""
            })
    void whatIsNoAlarmAtAllIsRefusedWithoutQuotingIt(String body) {
        assertThatThrownBy(() -> AlarmEvent.read(body))
                .isInstanceOf(UnreadableException.class)
                .hasMessageNotContaining("secret");
    }
}
