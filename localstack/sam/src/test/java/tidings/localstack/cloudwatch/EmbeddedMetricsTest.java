package tidings.localstack.cloudwatch;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMetricsTest {
    private static final String LINE = """
            {"_aws": {"Timestamp": 1795168800000, "CloudWatchMetrics": [{"Namespace": "Tidings/test",
             "Dimensions": [["service", "outcome"]], "Metrics": [{"Name": "MessageSent", "Unit": "Count"}]}]},
             "service": "sender", "outcome": "done", "MessageSent": 1.0}""";

    @Test
    void readsAValueWithItsDimensionsAndTime() {
        assertThat(EmbeddedMetrics.read(LINE))
                .isInstanceOfSatisfying(
                        EmbeddedMetrics.Found.class,
                        found -> assertThat(found.values())
                                .containsExactly(new EmbeddedMetrics.Value(
                                        new Metric(
                                                "Tidings/test",
                                                "MessageSent",
                                                Map.of("service", "sender", "outcome", "done")),
                                        Instant.ofEpochMilli(1795168800000L),
                                        1)));
    }

    @Test
    void readsEveryValueOfAList() {
        assertThat(EmbeddedMetrics.read(LINE.replace("1.0}", "[1, 2, 3]}")))
                .isInstanceOfSatisfying(
                        EmbeddedMetrics.Found.class,
                        found -> assertThat(found.values()).hasSize(3));
    }

    @Test
    void otherLinesHaveNoMetrics() {
        assertThat(EmbeddedMetrics.read("START RequestId: 1")).isInstanceOf(EmbeddedMetrics.None.class);
        assertThat(EmbeddedMetrics.read("{\"message\": \"hello\"}")).isInstanceOf(EmbeddedMetrics.None.class);
    }

    @Test
    void aTruncatedLineIsCounted() {
        assertThat(EmbeddedMetrics.read(LINE.substring(0, LINE.length() - 1)))
                .isInstanceOf(EmbeddedMetrics.Unparsable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"service\": \"sender\", ", "\"Timestamp\": 1795168800000, ", "\"Namespace\": \"Tidings/test\","
            })
    void aLineWithoutARequiredFieldIsCounted(String part) {
        assertThat(EmbeddedMetrics.read(LINE.replace(part, ""))).isInstanceOf(EmbeddedMetrics.Invalid.class);
    }
}
