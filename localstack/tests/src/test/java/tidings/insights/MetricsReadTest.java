package tidings.insights;

import org.junit.jupiter.api.Test;
import tidings.aws.Declared;
import tidings.aws.Env;
import tidings.localstack.cost.Costs;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Each metric that is asked for costs, however often nothing has changed.
class MetricsReadTest {
    private static final InsightsConfig CONFIG = InsightsConfig.from(
            Env.of(Declared.model().function("InsightsFunction").environment()::get));

    private final Costs costs = new Costs(Project.root());

    /// What alarms ring on is read by each call, the rest by every third.
    @Test
    void theBillCountsEveryMetricThatACallReads() {
        int serviceLevels = 2 * ServiceLevel.series(CONFIG).size();
        double quarter = Series.all(CONFIG).size() / 3.0;

        assertThat(costs.metricsReadByACall("InsightsFunction")).isCloseTo(serviceLevels + quarter, within(0.1));
    }

    @Test
    void theBillCountsEveryQueueThatACallLooksAt() {
        assertThat(costs.queueRequestsOfACall("InsightsFunction"))
                .isEqualTo(2 * CONFIG.queues().size());
    }

    /// Once a week they are too few for a line of their own.
    @Test
    void aWeekReadsFewMetrics() {
        assertThat(Series.ofWeek(CONFIG)).hasSizeLessThan(30);
    }
}
