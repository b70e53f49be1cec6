package tidings.insights;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/// A metric of a span of time.
///
/// @param name in [tidings.settings.Insights]; also the id of its query, so it begins with a lower-case letter
record Series(String name, Metric metric, Statistic statistic) {
    private static final int PERIOD_SECONDS = 3_600;

    enum Statistic {
        TOTAL("Sum"),
        COUNT("SampleCount"),
        AVERAGE("Average"),
        MEDIAN("p50"),
        P95("p95"),
        P99("p99");

        private final String stat;

        Statistic(String stat) {
            this.stat = stat;
        }

        /// @param values one per period; at least one
        double of(List<Double> values) {
            double sum = values.stream().mapToDouble(Double::doubleValue).sum();
            return switch (this) {
                case TOTAL, COUNT -> sum;
                case AVERAGE, MEDIAN, P95, P99 -> sum / values.size(); // percentiles are of one period
            };
        }
    }

    /// Every series of a deployment that is read for an hour.
    static List<Series> all(InsightsConfig config) {
        List<Series> own = List.of(
                own(config, "messagesSent", "MessageSent", "sender", "done", Statistic.TOTAL),
                own(config, "feedsFetched", "ListingRead", "scraper", "published", Statistic.TOTAL),
                own(config, "newPosts", "PostsFound", "categorizer", "new", Statistic.TOTAL),
                own(config, "answerMillisP50", "AnswerTime", "sender", "answered", Statistic.MEDIAN),
                own(config, "answerMillisP95", "AnswerTime", "sender", "answered", Statistic.P95),
                own(config, "answerMillisP99", "AnswerTime", "sender", "answered", Statistic.P99),
                own(config, "fetchedMillisP95", "AnswerTime", "sender", "fetched", Statistic.P95),
                own(config, "apiMillisP95", "ApiTime", "api", "answered", Statistic.P95));
        List<Series> cache = config.cacheName()
                .map(name -> List.of(
                        ofCache(name, "cacheBytes", "BytesUsedForCache", Statistic.AVERAGE),
                        ofCache(name, "cacheEcpus", "ElastiCacheProcessingUnits", Statistic.TOTAL),
                        ofCache(name, "cacheHitRatePercent", "CacheHitRate", Statistic.AVERAGE),
                        ofCache(name, "cacheThrottledCommands", "ThrottledCmds", Statistic.TOTAL)))
                .orElse(List.of());
        return Stream.of(own, ServiceLevel.series(config), cache)
                .flatMap(List::stream)
                .toList();
    }

    /// One of this deployment's own metrics.
    static Series own(
            InsightsConfig config, String name, String metric, String service, String outcome, Statistic statistic) {
        return new Series(
                name,
                Metric.builder()
                        .namespace(config.namespace())
                        .metricName(metric)
                        .dimensions(dimension("service", service), dimension("outcome", outcome))
                        .build(),
                statistic);
    }

    /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
    private static Series ofCache(String cache, String name, String metric, Statistic statistic) {
        return new Series(
                name,
                Metric.builder()
                        .namespace("AWS/ElastiCache")
                        .metricName(metric)
                        .dimensions(dimension("clusterId", cache))
                        .build(),
                statistic);
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    MetricDataQuery query() {
        return MetricDataQuery.builder()
                .id(name)
                .metricStat(stat -> stat.metric(metric).period(PERIOD_SECONDS).stat(statistic.stat))
                .build();
    }
}
