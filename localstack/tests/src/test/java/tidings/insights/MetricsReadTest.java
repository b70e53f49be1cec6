package tidings.insights;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tidings.aws.Declared;
import tidings.aws.Env;
import tidings.localstack.cost.Assumptions;
import tidings.localstack.cost.Costs;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Each metric that is asked for costs, however often nothing has changed.
class MetricsReadTest {
    private static final InsightsConfig CONFIG = InsightsConfig.from(
            Env.of(Declared.model().function("InsightsFunction").environment()::get));

    private final Assumptions assumed = new Costs(Project.root()).assumptions();

    /// Of an idle stack each call reads how many updates came, and every third one what changes by itself. Topics
    /// are kept warm: every six hours scraper and categorizer fetch three communities of each of 32. Where the
    /// source gives one request a minute that takes 96 minutes, and a call looks at the hour before. So they were
    /// woken at half of the calls at most.
    @Test
    void theBillCountsEveryMetricThatACallReadsOfAnIdleStack() {
        double quarter = Series.always(CONFIG).size() / 3.0;
        double warm = Series.ofWoken(CONFIG, Set.of("scraper", "categorizer")).size() / 3.0 / 2;

        assertThat(assumed.metricsRead().get("InsightsFunction"))
                .isCloseTo(ServiceLevel.received(CONFIG).size() + quarter + warm, within(0.1));
    }

    /// What alarms ring on is read by each call, the rest by every third.
    @Test
    void theBillCountsEveryMetricThatACallReadsOfAStackInUse() {
        int serviceLevels = 2 * ServiceLevel.series(CONFIG).size();
        double quarter = (Series.always(CONFIG).size()
                        + Series.ofWoken(CONFIG, Series.WOKEN).size())
                / 3.0;

        assertThat(assumed.metricsReadInUse().get("InsightsFunction")).isCloseTo(serviceLevels + quarter, within(0.1));
    }

    @Test
    void theBillCountsEveryQueueThatACallLooksAt() {
        assertThat(assumed.queueRequests().get("InsightsFunction"))
                .isEqualTo(2 * CONFIG.queues().size());
    }

    /// Once a week they are too few for a line of their own.
    @Test
    void aWeekReadsFewMetrics() {
        assertThat(Series.ofWeek(CONFIG)).hasSizeLessThan(30);
    }
}
