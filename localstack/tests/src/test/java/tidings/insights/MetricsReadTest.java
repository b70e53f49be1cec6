package tidings.insights;

import org.junit.jupiter.api.Test;
import tidings.aws.Declared;
import tidings.aws.Env;
import tidings.localstack.cost.Costs;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// Each metric that is asked for costs, however often nothing has changed.
class MetricsReadTest {
    private static final InsightsConfig CONFIG = InsightsConfig.from(
            Env.of(Declared.model().function("InsightsFunction").environment()::get));

    @Test
    void theBillCountsEveryMetricThatACallReads() {
        int hour = Series.all(CONFIG).size();
        int sixHours = ServiceLevel.series(CONFIG).size();
        int queues = 2 * CONFIG.queues().size();

        assertThat(new Costs(Project.root()).metricsReadByACall("InsightsFunction"))
                .isGreaterThanOrEqualTo(hour + sixHours + queues)
                .isLessThanOrEqualTo(hour + sixHours + queues + 4);
    }

    /// Once a week they are too few for a line of their own.
    @Test
    void aWeekReadsFewMetrics() {
        assertThat(Series.ofWeek(CONFIG)).hasSizeLessThan(30);
    }
}
