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

    /// What alarms ring on is read by each call, the rest by every third.
    @Test
    void theBillCountsEveryMetricThatACallReads() {
        int queues = 2 * CONFIG.queues().size();
        int serviceLevels = 2 * ServiceLevel.series(CONFIG).size();
        double quarter = Series.all(CONFIG).size() / 3.0;

        assertThat(new Costs(Project.root()).metricsReadByACall("InsightsFunction"))
                .isCloseTo(queues + serviceLevels + quarter, within(0.1));
    }

    /// Once a week they are too few for a line of their own.
    @Test
    void aWeekReadsFewMetrics() {
        assertThat(Series.ofWeek(CONFIG)).hasSizeLessThan(30);
    }
}
