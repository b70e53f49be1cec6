package tidings.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// No alarm tells of lines that CloudWatch cannot read, so they must be right.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
class EmfMeterTest {
    private final Meter meter = Meter.emf("bot");

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 0.5, 20_000, 1e9})
    void aCountIsALineThatCloudWatchTurnsIntoAMetric(double value) throws JsonProcessingException {
        JsonNode line = Json.mapper()
                .readTree(printed(() -> meter.count("MessageFailed", "dead-lettered", value))
                        .getFirst());

        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
        assertThat(Instant.ofEpochMilli(line.at("/_aws/Timestamp").longValue()))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        assertThat(directive.path("Namespace").textValue()).isEqualTo("Tidings");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"service\",\"outcome\"]]");
        assertThat(directive.at("/Metrics/0/Name").textValue()).isEqualTo("MessageFailed");
        assertThat(directive.at("/Metrics/0/Unit").textValue()).isEqualTo("Count");
        assertThat(directive.path("Metrics")).hasSize(1);
        assertThat(line.path("service").textValue()).isEqualTo("bot");
        assertThat(line.path("outcome").textValue()).isEqualTo("dead-lettered");
        assertThat(line.path("MessageFailed").isNumber()).isTrue();
        assertThat(line.path("MessageFailed").doubleValue()).isEqualTo(value);
    }

    @Test
    void whatAnInvocationCountedIsALineForEachOutcomeAndNamesNothingElse() throws JsonProcessingException {
        List<String> lines = printed(() -> {
            meter.count("MessageSent", "done", 1);
            meter.count("AnswerTime", "answered", 350);
            meter.count("MessageSent", "later", 1);
            meter.count("AnswerTime", "done", 0.5);
            meter.count("MessageSent", "done", 1);
        });

        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
        JsonNode done = Json.mapper().readTree(lines.getFirst());
        assertThat(done.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("_aws", "service", "outcome", "MessageSent", "AnswerTime");
        assertThat(done.path("outcome").textValue()).isEqualTo("done");
        assertThat(done.path("MessageSent").toString()).isEqualTo("[1.0,1.0]");
        assertThat(done.path("AnswerTime").toString()).isEqualTo("0.5");
        assertThat(done.at("/_aws/CloudWatchMetrics/0/Metrics")).hasSize(2);
        assertThat(printed(() -> {})).as("what is counted already").isEmpty();
    }

    @Test
    void aLineHasNoMoreValuesOfAMetricThanCloudWatchReads() throws JsonProcessingException {
        List<String> lines = printed(() -> IntStream.range(0, 250).forEach(_ -> meter.count("MessageSent", "done", 1)));

        List<Integer> values = new ArrayList<>();
        for (String line : lines) {
            values.add(Json.mapper().readTree(line).path("MessageSent").size());
        }
        assertThat(values).containsExactly(100, 100, 50);
    }

    private List<String> printed(Runnable work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
            meter.flush();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
