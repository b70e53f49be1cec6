package tidings.scheduler;

import tidings.platform.Env;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// What the scheduler needs to know.
record SchedulerConfig(String service, String scrapeQueueUrl, DatabaseConfig database, CacheConfig cache) {
    static SchedulerConfig from(Env env) {
        return new SchedulerConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("SCRAPE_QUEUE_URL"),
                DatabaseConfig.from(env),
                CacheConfig.from(env));
    }
}
