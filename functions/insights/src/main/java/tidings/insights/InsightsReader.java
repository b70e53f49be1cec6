package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheUsageLimits;
import software.amazon.awssdk.services.elasticache.model.DataStorage;
import software.amazon.awssdk.services.elasticache.model.ECPUPerSecond;
import software.amazon.awssdk.services.elasticache.model.ServerlessCache;
import tidings.aws.Meter;
import tidings.settings.Insights;
import tidings.state.InsightsTable;

/// Reads CloudWatch and ElastiCache and stores the result. Any failed call fails the invocation: the next one
/// makes up for it, and the result before stays readable.
///
/// Each metric that is asked for costs (https://aws.amazon.com/cloudwatch/pricing/: $0.01 per thousand). So each call
/// asks for what alarms ring on, and the first one of a quarter of an hour for the rest: totals and averages of an
/// hour, from which people and the autopilot decide. What can have no value is not asked for: the service level of too
/// few updates, and what a function counts in an hour in which no message woke it.
///
/// Metric: `ServiceLevel`, in percent, of the last hour (`hour`) and of the last six (`six-hours`), on which
/// alarms ring that no metric math of theirs could tell: it would need more metrics than they are worth.
final class InsightsReader {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SIX_HOURS = Duration.ofHours(6);

    private final MetricData metrics;
    private final ElastiCacheClient elastiCache;
    private final InsightsTable table;
    private final InsightsConfig config;
    private final Meter meter;
    private final InstantSource clock;

    InsightsReader(
            InsightsConfig config,
            MetricData metrics,
            ElastiCacheClient elastiCache,
            InsightsTable table,
            Meter meter,
            InstantSource clock) {
        this.metrics = metrics;
        this.elastiCache = elastiCache;
        this.table = table;
        this.config = config;
        this.meter = meter;
        this.clock = clock;
    }

    /// @return what was stored, if it was due
    Optional<Insights> refresh() {
        Instant now = clock.instant();
        Map<String, Double> lastHour = new HashMap<>();
        boolean isUsed = readServiceLevel(now, lastHour);
        if (!table.isDue(now)) {
            return Optional.empty();
        }
        lastHour.putAll(read(Series.always(config), now, HOUR));
        Set<String> woken = isUsed ? Series.WOKEN : Series.woken(lastHour);
        if (!woken.isEmpty()) {
            lastHour.putAll(read(Series.ofWoken(config, woken), now, HOUR));
        }
        Insights read = new Insights(now, config.cacheName().map(this::cache).orElse(Insights.Cache.UNKNOWN), lastHour);
        table.put(read);
        return Optional.of(read);
    }

    /// @return whether updates came within six hours
    private boolean readServiceLevel(Instant now, Map<String, Double> lastHour) {
        Map<String, Double> sixHours = read(ServiceLevel.received(config), now, SIX_HOURS);
        if (ServiceLevel.isUsed(sixHours)) {
            lastHour.putAll(read(ServiceLevel.series(config), now, HOUR));
            ServiceLevel.of(lastHour).ifPresent(percent -> {
                meter.count("ServiceLevel", "hour", percent);
                lastHour.put("serviceLevelPercent", percent);
            });
        }
        if (ServiceLevel.isEnough(sixHours)) {
            sixHours.putAll(read(ServiceLevel.answered(config), now, SIX_HOURS));
            ServiceLevel.of(sixHours).ifPresent(percent -> meter.count("ServiceLevel", "six-hours", percent));
        }
        return ServiceLevel.isUsed(sixHours);
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

    private Map<String, Double> read(List<Series> wanted, Instant now, Duration span) {
        Map<String, Series.Statistic> statistics =
                wanted.stream().collect(Collectors.toMap(Series::name, Series::statistic));
        Map<String, Double> numbers = new HashMap<>();
        metrics.read(wanted, HOUR, now.minus(span), now)
                .forEach(
                        (name, values) -> numbers.put(name, statistics.get(name).of(values)));
        return numbers;
    }
}
