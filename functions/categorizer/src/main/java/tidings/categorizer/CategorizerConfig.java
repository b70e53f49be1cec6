package tidings.categorizer;

import tidings.aws.Env;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// What the categorizer needs to know.
record CategorizerConfig(
        String service,
        String postsQueueUrl,
        String postsDeadLetterQueueUrl,
        String outboxQueueUrl,
        DatabaseConfig database,
        CacheConfig cache) {
    static CategorizerConfig from(Env env) {
        return new CategorizerConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("POSTS_QUEUE_URL"),
                env.text("POSTS_DEAD_LETTER_QUEUE_URL"),
                env.text("OUTBOX_QUEUE_URL"),
                DatabaseConfig.from(env),
                CacheConfig.from(env));
    }
}
