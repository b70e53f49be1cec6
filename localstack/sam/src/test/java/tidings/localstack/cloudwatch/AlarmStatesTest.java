package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlarmStatesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MetricStore store = new MetricStore();
    private Instant now = NOON;

    @Test
    void anAlarmIsPublishedOnceWhenItStartsAndOnceWhenItEnds() {
        AlarmStates alarms = new AlarmStates(List.of(errors()), store, now);
        List<String> told = new ArrayList<>();
        for (int value : new int[] {0, 9, 9, 9, 0, 0}) {
            told.addAll(minute(alarms, "errors", value));
        }

        assertThat(told).containsExactly("errors OK", "errors ALARM", "errors OK");
    }

    @Test
    void theReasonNamesTheValues() {
        AlarmStates alarms = new AlarmStates(List.of(errors()), store, now);
        minute(alarms, "errors", 7.5);
        minute(alarms, "errors", 9);

        assertThat(alarms.statuses().getFirst().reason())
                .isEqualTo("Threshold Crossed: 2 out of the last 3 datapoints [9, 7.50] were greater than the"
                        + " threshold (5).");
    }

    @Test
    void missingDataRaisesAnAlarmOnceAStackIsOlderThanTheEvaluatedPeriods() {
        AlarmStates alarms = new AlarmStates(List.of(silence()), store, NOON);

        alarms.evaluate(NOON.plusSeconds(170));
        assertThat(stateOf(alarms, "called")).isEqualTo(AlarmState.INSUFFICIENT_DATA);

        alarms.evaluate(NOON.plusSeconds(180));
        assertThat(stateOf(alarms, "called")).isEqualTo(AlarmState.ALARM);

        store.add(metric("called"), NOON.plusSeconds(185), 1);
        alarms.evaluate(NOON.plusSeconds(240));
        assertThat(stateOf(alarms, "called")).isEqualTo(AlarmState.OK);
    }

    @Test
    void aCompositeAlarmIsInAlarmWhenItsRuleIsTrue() {
        AlarmStates alarms = new AlarmStates(List.of(errors(), age(), together(Optional.empty())), store, now);
        minute(alarms, "errors", 9);
        minute(alarms, "errors", 9);
        assertThat(stateOf(alarms, "together")).isEqualTo(AlarmState.OK);

        store.add(metric("age"), now, 9);

        assertThat(minute(alarms, "errors", 9)).contains("together ALARM");
    }

    @Test
    void noActionRunsWhileTheSuppressorIsInAlarmAndForTheExtensionPeriod() {
        AlarmStates alarms =
                new AlarmStates(List.of(errors(), age(), deploy(), together(Optional.of("deploy"))), store, now);
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            store.add(metric("deploy"), now, 1);
            store.add(metric("age"), now, 9);
            told.addAll(minute(alarms, "errors", 9));
        }
        assertThat(stateOf(alarms, "together")).isEqualTo(AlarmState.ALARM);
        assertThat(told).doesNotContain("together ALARM");

        for (int i = 0; i < 5; i++) {
            store.add(metric("age"), now, 9);
            told.addAll(minute(alarms, "errors", 9));
        }

        assertThat(told).contains("together ALARM");
    }

    @Test
    void aRuleThatNamesAnUnknownAlarmIsRejected() {
        assertThatThrownBy(() -> new AlarmStates(List.of(together(Optional.empty())), store, now))
                .hasMessageContaining("no alarm age");
    }

    @Test
    void notBindsStrongerThanAndAndAndStrongerThanOr() {
        AlarmRule rule = new AlarmRule("ALARM(a) OR NOT OK(\"b\") AND (INSUFFICIENT_DATA(c) OR TRUE)");

        assertThat(rule.alarms()).containsExactly("a", "b", "c");
        assertThat(rule.holds(Map.of("a", AlarmState.OK, "b", AlarmState.OK, "c", AlarmState.OK)::get))
                .isFalse();
        assertThat(rule.holds(Map.of("a", AlarmState.OK, "b", AlarmState.ALARM, "c", AlarmState.OK)::get))
                .isTrue();
        assertThatThrownBy(() -> new AlarmRule("ALARM(a) XOR ALARM(b)")).hasMessageContaining("XOR");
    }

    /// A minute goes by, in which the metric had this value.
    private List<String> minute(AlarmStates alarms, String metric, double value) {
        store.add(metric(metric), now, value);
        now = now.plusSeconds(60);
        return alarms.evaluate(now).stream()
                .map(announcement -> announcement.alarm().head().name() + " "
                        + announcement.status().state())
                .toList();
    }

    private static AlarmState stateOf(AlarmStates alarms, String name) {
        return alarms.statuses().stream()
                .filter(status -> status.alarm().head().name().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static AlarmDefinition errors() {
        return ofMetric("errors", 3, 2);
    }

    private static AlarmDefinition age() {
        return ofMetric("age", 1, 1);
    }

    private static AlarmDefinition deploy() {
        return new AlarmDefinition.OfMetric(
                head("deploy"),
                List.of(query("deploy")),
                true,
                Duration.ofMinutes(1),
                1,
                1,
                Comparison.GreaterThanThreshold,
                0,
                Optional.empty(),
                MissingData.NOT_BREACHING);
    }

    private static AlarmDefinition silence() {
        return new AlarmDefinition.OfMetric(
                head("called"),
                List.of(query("called")),
                true,
                Duration.ofMinutes(1),
                3,
                3,
                Comparison.LessThanThreshold,
                1,
                Optional.empty(),
                MissingData.BREACHING);
    }

    private static AlarmDefinition together(Optional<String> suppressor) {
        return new AlarmDefinition.Composite(
                head("together"),
                new AlarmRule("ALARM(age) AND ALARM(errors)"),
                suppressor,
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
    }

    private static AlarmDefinition ofMetric(String name, int evaluated, int breaching) {
        return new AlarmDefinition.OfMetric(
                head(name),
                List.of(query(name)),
                true,
                Duration.ofMinutes(1),
                evaluated,
                breaching,
                Comparison.GreaterThanThreshold,
                5,
                Optional.empty(),
                MissingData.NOT_BREACHING);
    }

    private static MetricQuery query(String name) {
        return new MetricQuery(name, name, true, new MetricQuery.Source.Stored(metric(name), new Statistic("Sum")));
    }

    private static AlarmDefinition.Head head(String name) {
        List<String> topic = List.of("topic");
        return new AlarmDefinition.Head(
                name, name, "arn:" + name, "", new AlarmDefinition.Actions(topic, topic, topic));
    }

    private static Metric metric(String name) {
        return new Metric("Test", name, Map.of());
    }
}
