package tidings.insights;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tidings.aws.Env;
import tidings.settings.MeasuredQueue;

/// Configuration of the function insights.
///
/// @param namespace of this deployment's own metrics
/// @param database the instance's id
/// @param cacheName of the serverless cache; empty where there is none
/// @param webhook URL that Telegram posts to
/// @param api base URL of the API
record InsightsConfig(
        String service,
        String sourcesTable,
        String namespace,
        List<MeasuredFunction> functions,
        List<MeasuredQueue> queues,
        String database,
        Optional<String> cacheName,
        URI webhook,
        URI api) {
    private enum CacheMode {
        SERVERLESS,
        PLAIN,
        NONE
    }

    static InsightsConfig from(Env env) {
        return new InsightsConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("SOURCES_TABLE"),
                env.text("METRICS_NAMESPACE"),
                MeasuredFunction.from(env),
                MeasuredQueue.from(env),
                env.text("DATABASE"),
                switch (env.choice("CACHE_MODE", CacheMode.class)) {
                    case SERVERLESS -> Optional.of(env.text("CACHE_NAME"));
                    case PLAIN, NONE -> Optional.empty();
                },
                env.url("WEBHOOK_URL"),
                env.url("API_URL"));
    }
}
