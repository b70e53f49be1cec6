package tidings.scheduler;

import tidings.aws.Env;
import tidings.ratelimit.RedditMode;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// The configuration of the scheduler.
record SchedulerConfig(
        String service,
        String refreshQueueUrl,
        String deliveriesQueueUrl,
        String sourcesTable,
        String tunablesTable,
        RedditMode redditMode,
        DatabaseConfig database,
        CacheConfig cache) {
    static SchedulerConfig from(Env env) {
        return new SchedulerConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("REFRESH_QUEUE_URL"),
                env.text("DELIVERIES_QUEUE_URL"),
                env.text("SOURCES_TABLE"),
                env.text("TUNABLES_TABLE"),
                env.choice("REDDIT_MODE", RedditMode.class),
                DatabaseConfig.from(env),
                CacheConfig.from(env));
    }
}
