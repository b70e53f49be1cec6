package tidings.insights;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tidings.aws.Env;

/// Configuration of the function insights.
///
/// @param namespace of this deployment's own metrics
/// @param functions names of functions that Lambda reports, by their services
/// @param database the instance's id
/// @param cacheName of the serverless cache; empty where there is none
/// @param webhook URL that Telegram posts to
/// @param api base URL of the API
record InsightsConfig(
        String service,
        String sourcesTable,
        String namespace,
        Map<String, String> functions,
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
                Arrays.stream(env.text("MEASURED_FUNCTIONS").split(","))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
                env.text("DATABASE"),
                switch (env.choice("CACHE_MODE", CacheMode.class)) {
                    case SERVERLESS -> Optional.of(env.text("CACHE_NAME"));
                    case PLAIN, NONE -> Optional.empty();
                },
                env.url("WEBHOOK_URL"),
                env.url("API_URL"));
    }
}
