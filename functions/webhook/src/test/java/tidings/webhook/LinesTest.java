package tidings.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.MDC;
import tidings.aws.Meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The webhook's log lines and metrics are those of all functions, though it writes them itself.
class LinesTest {
    private final Logger log = new JsonLogs().getLoggerFactory().getLogger("tidings.webhook.WebhookHandler");
    private final Meter meter = new EmfLines("Tidings/stack", "webhook", InstantSource.system());

    @AfterEach
    void forgetTheFields() {
        MDC.clear();
    }

    @Test
    void aLineHasTheFieldsThatTheLayoutOfTheOtherFunctionsHas() throws IOException {
        MDC.put("function_request_id", "5c1c5a5e-0000-4000-8000-000000000002");
        MDC.put("correlation_id", "u7");
        JsonNode line = line(() -> log.error("{} is {}", "the queue", "gone", new IllegalStateException("no queue")));

        assertThat(names(line)).isEqualTo(names(layout()));
        assertThat(line.path("level").textValue()).isEqualTo("ERROR");
        assertThat(line.path("message").textValue()).isEqualTo("the queue is gone");
        assertThat(line.path("service").textValue()).isEqualTo("webhook");
        assertThat(line.path("correlation_id").textValue()).isEqualTo("u7");
        assertThat(line.path("timestamp").textValue()).matches("[-\\d]{10}T[:\\d]{8}\\.\\d{3}Z");
        assertThat(Instant.parse(line.path("timestamp").textValue()))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        assertThat(names(line.path("error"))).isEqualTo(names(layout().path("error")));
        assertThat(line.at("/error/name").textValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.at("/error/message").textValue()).isEqualTo("no queue");
        assertThat(line.at("/error/stack").textValue()).contains("at tidings.webhook.LinesTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"quote\"", "two\nlines", "\u0000\u001b[0m", "שלום 🙂", "\ud83d"})
    void aLineStaysOneWhateverTheMessageIs(String message) throws JsonProcessingException {
        String printed = Printed.by(() -> log.info("{}", message));

        assertThat(printed.lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(printed).has("message")).isTrue();
    }

    @Test
    void whatNobodyLooksForIsNotWritten() {
        assertThat(Printed.by(() -> {
                    log.debug("restored");
                    log.trace("restored");
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 0.5, 20_000, 1e9})
    void aCountIsALineThatCloudWatchTurnsIntoAMetric(double value) throws JsonProcessingException {
        JsonNode line = line(() -> meter.count("UpdateReceived", "queued", value));

        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
        assertThat(Instant.ofEpochMilli(line.at("/_aws/Timestamp").longValue()))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
        assertThat(directive.path("Namespace").textValue()).isEqualTo("Tidings/stack");
        assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"service\",\"outcome\"]]");
        assertThat(directive.path("Metrics").toString())
                .isEqualTo("[{\"Name\":\"UpdateReceived\",\"Unit\":\"Count\"}]");
        assertThat(line.path("service").textValue()).isEqualTo("webhook");
        assertThat(line.path("outcome").textValue()).isEqualTo("queued");
        assertThat(line.path("UpdateReceived").doubleValue()).isEqualTo(value);
    }

    private static JsonNode line(Runnable work) throws JsonProcessingException {
        return new ObjectMapper().readTree(Printed.by(work));
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static JsonNode layout() throws IOException {
        try (InputStream layout = LinesTest.class.getResourceAsStream("/log-layout.json")) {
            return new ObjectMapper().readTree(layout);
        }
    }
}
