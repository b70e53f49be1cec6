package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheUsageLimits;
import software.amazon.awssdk.services.elasticache.model.DataStorage;
import software.amazon.awssdk.services.elasticache.model.ECPUPerSecond;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;
import tidings.aws.Wiring;
import tidings.settings.Insights;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;

/// Reads CloudWatch and ElastiCache and stores the result. Any failed call fails the invocation: Lambda retries it, and
/// the result before stays readable.
final class InsightsReader {
    private static final Duration SPAN = Duration.ofHours(1);

    private final CloudWatchClient cloudWatch;
    private final ElastiCacheClient elastiCache;
    private final InsightsTable table;
    private final List<Series> series;
    private final Optional<String> cacheName;
    private final InstantSource clock;

    InsightsReader(
            InsightsConfig config,
            CloudWatchClient cloudWatch,
            ElastiCacheClient elastiCache,
            InsightsTable table,
            InstantSource clock) {
        this.cloudWatch = cloudWatch;
        this.elastiCache = elastiCache;
        this.table = table;
        this.series = Series.all(config);
        this.cacheName = config.cacheName();
        this.clock = clock;
    }

    static InsightsReader of(InsightsConfig config, Wiring wiring) {
        return new InsightsReader(
                config,
                wiring.client(CloudWatchClient.builder()).build(),
                wiring.client(ElastiCacheClient.builder()).build(),
                new InsightsTable(DynamoDb.of(wiring), config.sourcesTable()),
                wiring.clock());
    }

    void refresh() {
        Instant now = clock.instant();
        table.put(new Insights(now, cacheName.map(this::cache).orElse(Insights.Cache.UNKNOWN), lastHour(now)));
    }

    private Insights.Cache cache(String name) {
        return elastiCache
                .describeServerlessCaches(request -> request.serverlessCacheName(name))
                .serverlessCaches()
                .stream()
                .findFirst()
                .map(InsightsReader::cache)
                .orElse(Insights.Cache.UNKNOWN);
    }

    private static Insights.Cache cache(ServerlessCache cache) {
        Optional<CacheUsageLimits> limits = Optional.ofNullable(cache.cacheUsageLimits());
        return new Insights.Cache(
                cache.status(),
                limits.map(CacheUsageLimits::dataStorage).map(DataStorage::maximum),
                limits.map(CacheUsageLimits::ecpuPerSecond).map(ECPUPerSecond::maximum));
    }

    private Map<String, Double> lastHour(Instant now) {
        Map<String, Series.Statistic> statistics =
                series.stream().collect(Collectors.toMap(Series::name, Series::statistic));
        Map<String, Double> lastHour = new HashMap<>();
        cloudWatch
                .getMetricData(request -> request.startTime(now.minus(SPAN))
                        .endTime(now)
                        .metricDataQueries(series.stream().map(Series::query).toList()))
                .metricDataResults()
                .stream()
                .filter(result -> !result.values().isEmpty())
                .forEach(result ->
                        lastHour.put(result.id(), statistics.get(result.id()).of(result.values())));
        return lastHour;
    }
}
