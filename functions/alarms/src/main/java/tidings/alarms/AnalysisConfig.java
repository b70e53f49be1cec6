package tidings.alarms;

import java.util.List;
import java.util.Map;
import tidings.aws.Env;
import tidings.settings.MeasuredQueue;
import tidings.settings.Profile;

/// What the analysis of an alarm looks at.
///
/// @param namespace of this deployment's own metrics
/// @param functions names of functions by their services
/// @param cache the serverless cache; any other word where there is none
/// @param proxy the database proxy; any other word where there is none
record AnalysisConfig(
        String namespace,
        Map<String, String> functions,
        List<MeasuredQueue> queues,
        String cache,
        String database,
        String proxy,
        String tunablesTable,
        String sourcesTable,
        Profile profile) {
    static AnalysisConfig from(Env env) {
        return new AnalysisConfig(
                env.text("METRICS_NAMESPACE"),
                env.pairs("MEASURED_FUNCTIONS"),
                MeasuredQueue.from(env),
                env.text("CACHE_NAME"),
                env.text("DATABASE"),
                env.text("DATABASE_PROXY"),
                env.text("TUNABLES_TABLE"),
                env.text("SOURCES_TABLE"),
                Profile.of(env));
    }
}
