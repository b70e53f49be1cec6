package tidings.insights;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/// A metric of the last hour.
///
/// @param name in [tidings.settings.Insights]; also the id of its query, so it begins with a lower-case letter
record Series(String name, Metric metric, Statistic statistic) {
    private static final int PERIOD_SECONDS = 300;

    enum Statistic {
        TOTAL("Sum"),
        AVERAGE("Average");

        private final String stat;

        Statistic(String stat) {
            this.stat = stat;
        }

        /// @param values one per period; at least one
        double of(List<Double> values) {
            double sum = values.stream().mapToDouble(Double::doubleValue).sum();
            return switch (this) {
                case TOTAL -> sum;
                case AVERAGE -> sum / values.size();
            };
        }
    }

    /// Every series of a deployment.
    static List<Series> all(InsightsConfig config) {
        List<Series> own = List.of(
                counted(config, "updatesQueued", "UpdateReceived", "webhook", "queued"),
                counted(config, "messagesSent", "MessageSent", "sender", "done"),
                counted(config, "feedsFetched", "ListingRead", "scraper", "published"),
                counted(config, "newPosts", "PostsFound", "categorizer", "new"));
        List<Series> cache = config.cacheName()
                .map(name -> List.of(
                        ofCache(name, "cacheBytes", "BytesUsedForCache", Statistic.AVERAGE),
                        ofCache(name, "cacheEcpus", "ElastiCacheProcessingUnits", Statistic.TOTAL),
                        ofCache(name, "cacheHitRatePercent", "CacheHitRate", Statistic.AVERAGE),
                        ofCache(name, "cacheThrottledCommands", "ThrottledCmds", Statistic.TOTAL)))
                .orElse(List.of());
        return Stream.concat(own.stream(), cache.stream()).toList();
    }

    /// One of this deployment's own counters.
    private static Series counted(InsightsConfig config, String name, String metric, String service, String outcome) {
        return new Series(
                name,
                Metric.builder()
                        .namespace(config.namespace())
                        .metricName(metric)
                        .dimensions(dimension("service", service), dimension("outcome", outcome))
                        .build(),
                Statistic.TOTAL);
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
