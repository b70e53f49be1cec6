package tidings.categorizer;

import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.encoder.EncoderLayer;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// The configuration of the categorizer.
record CategorizerConfig(
        QueueSource queues,
        String newPostsQueueUrl,
        String outboxQueueUrl,
        String deliveriesQueueUrl,
        String chatsTable,
        String tunablesTable,
        String sourcesTable,
        DatabaseConfig database,
        CacheConfig cache,
        EncoderLayer encoder) {
    static CategorizerConfig from(Env env) {
        return new CategorizerConfig(
                QueueSource.from(env, "POSTS", "NEW_POSTS", "ACTIVITY"),
                env.text("NEW_POSTS_QUEUE_URL"),
                env.text("OUTBOX_QUEUE_URL"),
                env.text("DELIVERIES_QUEUE_URL"),
                env.text("CHATS_TABLE"),
                env.text("TUNABLES_TABLE"),
                env.text("SOURCES_TABLE"),
                DatabaseConfig.from(env),
                CacheConfig.from(env),
                EncoderLayer.from(env));
    }
}
