package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlarmEvaluationTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Periods GRID = Periods.before(NOON, Duration.ofMinutes(1), 3);

    private final MetricStore store = new MetricStore();

    /// `a` is 1, 2, 3; `b` is 10, missing, 30.
    AlarmEvaluationTest() {
        for (int i = 0; i < 3; i++) {
            store.add(metric("a"), NOON.minusSeconds(60L * (3 - i)), i + 1);
            if (i != 1) {
                store.add(metric("b"), NOON.minusSeconds(60L * (3 - i)), 10 * (i + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3                | 7 7 7",
                "(1 + 2) * -3             | -9 -9 -9",
                "100 * a / (a + 1)        | 50 66 75",
                "a + b                    | 11 - 33",
                "FILL(b, 0) + a           | 11 2 33",
                "a / 0                    | - - -",
                "IF(a >= 2, 7, 8)         | 8 7 7",
                "IF(b > 10, 1, 0)         | 0 - 1",
                "a > 1 AND a < 3          | 0 1 0",
                "a == 1 OR a == 3         | 1 0 1",
                "SUM(a)                   | 6 6 6",
                "SUM([a, b])              | 11 2 33",
                "MAX([a, b, 5])           | 10 5 30",
                "SUM(METRICS())           | 11 2 33",
                "MIN(b)                   | 10 10 10"
            })
    void computesMetricMath(String expression, String expected) {
        assertThat(text(evaluate(expression))).isEqualTo(expected);
    }

    @Test
    void findsMetricsByNamespaceNameDimensionsAndWords() {
        for (String name : List.of("tidings-BotFunction", "other-BotFunction", "tidings-WebhookFunction")) {
            store.add(new Metric("AWS/Lambda", "Errors", Map.of("FunctionName", name)), NOON.minusSeconds(60), 4);
        }

        assertThat(evaluate("SEARCH('{AWS/Lambda,FunctionName} MetricName=\"Errors\" tidings BotFunction', 'Sum', 60)"))
                .extracting(TimeSeries::label)
                .containsExactly("tidings-BotFunction");
        assertThat(text(evaluate("SUM(SEARCH('{AWS/Lambda,FunctionName} MetricName=\"Errors\" tidings', 'Sum', 60))")))
                .isEqualTo("- - 8");
    }

    @Test
    void whatASearchDoesNotFindIsMissing() {
        assertThat(text(evaluate(
                        "100 * SUM(SEARCH('{AWS/Lambda,FunctionName} MetricName=\"Errors\" nobody', 'Sum', 60)) / a")))
                .isEqualTo("- - -");
    }

    @Test
    void theExpectedBandFollowsEarlierValues() {
        MetricStore traffic = new MetricStore();
        Periods long1 = Periods.before(NOON, Duration.ofMinutes(5), 24);
        for (int i = 0; i < 24; i++) {
            traffic.add(metric("a"), long1.start(i), 100 + i % 2);
        }
        List<MetricQuery> queries = List.of(stored("a"), computed("ANOMALY_DETECTION_BAND(a, 2)"));

        List<TimeSeries> band = new AlarmEvaluation(traffic, long1, queries).lines(queries.getLast());

        assertThat(band.get(0).values()[10]).as("too early to know").isNaN();
        assertThat(band.get(0).values()[23]).isBetween(79.0, 81.0);
        assertThat(band.get(1).values()[23]).isBetween(120.0, 122.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a +", "SUM(a", "a b", "UNHEARD(a)", "a ? b", "", "[a, b"})
    void anInvalidExpressionIsRejectedWithItsPosition(String text) {
        assertThatThrownBy(() -> Expression.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\", character ");
    }

    @Test
    void anUnknownNameIsReportedWithTheKnownOnes() {
        assertThatThrownBy(() -> evaluate("a + nothing"))
                .hasMessageContaining("nothing")
                .hasMessageContaining("[a, b, result]");
    }

    @Test
    void percentilesAreInterpolated() {
        double[] values = {40, 10, 30, 20};

        assertThat(new Statistic("p50").of(values)).isEqualTo(25);
        assertThat(new Statistic("p100").of(values)).isEqualTo(40);
        assertThat(new Statistic("p95").of(values)).isBetween(38.4, 38.6);
        assertThatThrownBy(() -> new Statistic("Median")).hasMessageContaining("p95");
    }

    private List<TimeSeries> evaluate(String expression) {
        List<MetricQuery> queries = List.of(stored("a"), stored("b"), computed(expression));
        return new AlarmEvaluation(store, GRID, queries).lines(queries.getLast());
    }

    private static String text(List<TimeSeries> lines) {
        StringBuilder text = new StringBuilder();
        for (double value : lines.getFirst().values()) {
            text.append(Double.isNaN(value) ? "-" : Long.toString((long) value)).append(' ');
        }
        return text.toString().strip();
    }

    private static MetricQuery stored(String name) {
        return new MetricQuery(name, name, false, new MetricQuery.Source.Stored(metric(name), new Statistic("Sum")));
    }

    private static MetricQuery computed(String expression) {
        return new MetricQuery("result", "", true, MetricQuery.Source.Computed.of(expression));
    }

    private static Metric metric(String name) {
        return new Metric("Test", name, Map.of());
    }
}
