package tidings.insights;

import java.util.Optional;
import tidings.aws.Env;

/// Configuration of the function insights.
///
/// @param namespace of this deployment's own metrics
/// @param cacheName of the serverless cache; empty where there is none
record InsightsConfig(String service, String sourcesTable, String namespace, Optional<String> cacheName) {
    private enum CacheMode {
        SERVERLESS,
        PLAIN
    }

    static InsightsConfig from(Env env) {
        return new InsightsConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("SOURCES_TABLE"),
                env.text("METRICS_NAMESPACE"),
                switch (env.choice("CACHE_MODE", CacheMode.class)) {
                    case SERVERLESS -> Optional.of(env.text("CACHE_NAME"));
                    case PLAIN -> Optional.empty();
                });
    }
}
