package tidings.insights;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/// A metric of a span of time.
///
/// @param name in [tidings.settings.Insights]; also the id of its query, so it begins with a lower-case letter
record Series(String name, Metric metric, Statistic statistic) {
    /// Functions that a queue wakes, each of which has a limit.
    static final Set<String> WOKEN = Set.of("bot", "scraper", "categorizer", "sender");

    enum Statistic {
        TOTAL("Sum"),
        COUNT("SampleCount"),
        AVERAGE("Average"),
        MAXIMUM("Maximum"),
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
                case MAXIMUM -> Collections.max(values);
            };
        }
    }

    /// What changes whether or not messages come, and how long the functions took that they wake: none of them has
    /// a value while nothing wakes it.
    static List<Series> always(InsightsConfig config) {
        List<Series> others = List.of(
                own(config, "apiMillisP95", "ApiTime", "api", "answered", Statistic.P95),
                of("throttles", "AWS/Lambda", "Throttles", Statistic.TOTAL),
                of("logBytes", "AWS/Logs", "IncomingBytes", Statistic.TOTAL),
                ofDatabase(config, "databaseCpuPercent", "CPUUtilization"),
                ofDatabase(config, "databaseFreeBytes", "FreeStorageSpace"));
        Stream<Series> cache = config.cacheName().stream()
                .flatMap(name -> Stream.of(
                        ofCache(name, "cacheBytes", "BytesUsedForCache", Statistic.AVERAGE),
                        ofCache(name, "cacheEcpus", "ElastiCacheProcessingUnits", Statistic.TOTAL),
                        ofCache(name, "cacheHitRatePercent", "CacheHitRate", Statistic.AVERAGE),
                        ofCache(name, "cacheThrottledCommands", "ThrottledCmds", Statistic.TOTAL)));
        return Stream.of(woken(config, "Millis", "Duration", Statistic.AVERAGE, WOKEN), others.stream(), cache)
                .flatMap(Function.identity())
                .toList();
    }

    /// The functions that were called, of those that a queue wakes.
    ///
    /// @param numbers those of [#always]
    static Set<String> woken(Map<String, Double> numbers) {
        return WOKEN.stream()
                .filter(service -> numbers.containsKey(service + "Millis"))
                .collect(Collectors.toSet());
    }

    /// What functions count that a queue wakes, and how many of each ran at once.
    static List<Series> ofWoken(InsightsConfig config, Set<String> services) {
        return Stream.concat(
                        services.stream().flatMap(service -> countedBy(service, config)),
                        woken(config, "Concurrency", "ConcurrentExecutions", Statistic.MAXIMUM, services))
                .toList();
    }

    private static Stream<Series> countedBy(String service, InsightsConfig config) {
        return switch (service) {
            case "bot" ->
                Stream.of(own(config, "botConnectionWaits", "ConnectionWaits", "bot", "long", Statistic.TOTAL));
            case "scraper" ->
                Stream.of(
                        own(config, "feedsFetched", "ListingRead", "scraper", "published", Statistic.TOTAL),
                        own(config, "feedsRefused", "ListingRead", "scraper", "refused", Statistic.TOTAL),
                        own(config, "feedsFailed", "ListingRead", "scraper", "failed", Statistic.TOTAL));
            case "categorizer" ->
                Stream.of(
                        own(config, "newPosts", "PostsFound", "categorizer", "new", Statistic.TOTAL),
                        own(
                                config,
                                "categorizerConnectionWaits",
                                "ConnectionWaits",
                                "categorizer",
                                "long",
                                Statistic.TOTAL));
            case "sender" ->
                Stream.of(
                        own(config, "messagesSent", "MessageSent", "sender", "done", Statistic.TOTAL),
                        own(config, "answerMillisP50", "AnswerTime", "sender", "answered", Statistic.MEDIAN),
                        own(config, "answerMillisP95", "AnswerTime", "sender", "answered", Statistic.P95),
                        own(config, "answerMillisP99", "AnswerTime", "sender", "answered", Statistic.P99),
                        own(config, "fetchedMillisP95", "AnswerTime", "sender", "fetched", Statistic.P95));
            default -> throw new IllegalArgumentException("no queue wakes " + service);
        };
    }

    private static Stream<Series> woken(
            InsightsConfig config, String name, String metric, Statistic statistic, Set<String> services) {
        return config.functions().stream()
                .filter(function -> services.contains(function.service()))
                .map(function -> ofFunction(function, name, metric, statistic));
    }

    /// Every series that is read for a week.
    static List<Series> ofWeek(InsightsConfig config) {
        Stream<Series> functions = config.functions().stream()
                .flatMap(function -> Stream.of(
                        ofFunction(function, "Millis", "Duration", Statistic.TOTAL),
                        ofFunction(function, "Calls", "Duration", Statistic.COUNT)));
        Stream<Series> cache = config.cacheName().stream()
                .map(name -> ofCache(name, "cacheEcpus", "ElastiCacheProcessingUnits", Statistic.TOTAL));
        Stream<Series> others = Stream.of(
                own(config, "answerMillisP95", "AnswerTime", "sender", "answered", Statistic.P95),
                of("logBytes", "AWS/Logs", "IncomingBytes", Statistic.TOTAL));
        return Stream.of(ServiceLevel.series(config).stream(), functions, cache, others)
                .flatMap(Function.identity())
                .toList();
    }

    /// One of this deployment's own metrics.
    static Series own(
            InsightsConfig config, String name, String metric, String service, String outcome, Statistic statistic) {
        return of(
                name,
                config.namespace(),
                metric,
                statistic,
                dimension("service", service),
                dimension("outcome", outcome));
    }

    /// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
    private static Series ofCache(String cache, String name, String metric, Statistic statistic) {
        return of(name, "AWS/ElastiCache", metric, statistic, dimension("clusterId", cache));
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    private static Series ofFunction(MeasuredFunction function, String name, String metric, Statistic statistic) {
        return of(
                function.service() + name, "AWS/Lambda", metric, statistic, dimension("FunctionName", function.name()));
    }

    /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
    private static Series ofDatabase(InsightsConfig config, String name, String metric) {
        return of(name, "AWS/RDS", metric, Statistic.AVERAGE, dimension("DBInstanceIdentifier", config.database()));
    }

    private static Series of(
            String name, String namespace, String metric, Statistic statistic, Dimension... dimensions) {
        return new Series(name, metric(namespace, metric, dimensions), statistic);
    }

    /// One that SQS publishes of a queue.
    static Metric ofQueue(String queue, String metric) {
        return metric("AWS/SQS", metric, dimension("QueueName", queue));
    }

    private static Metric metric(String namespace, String name, Dimension... dimensions) {
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(dimensions)
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    MetricDataQuery query(Duration period) {
        return MetricDataQuery.builder()
                .id(name)
                .metricStat(stat -> stat.metric(metric)
                        .period(Math.toIntExact(period.toSeconds()))
                        .stat(statistic.stat))
                .build();
    }
}
