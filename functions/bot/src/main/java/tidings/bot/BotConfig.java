package tidings.bot;

import java.time.Duration;
import java.util.Optional;
import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.domain.ChatId;
import tidings.ratelimit.RedditMode;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// What the bot needs to know.
record BotConfig(
        QueueSource updates,
        String scrapeQueueUrl,
        String postsQueueUrl,
        String outboxQueueUrl,
        String alarmsQueueUrl,
        String activityQueueUrl,
        Optional<ChatId> operatorsChat,
        String chatsTable,
        String tunablesTable,
        String sourcesTable,
        RedditMode redditMode,
        Duration backups,
        DatabaseConfig database,
        CacheConfig cache) {
    static BotConfig from(Env env) {
        return new BotConfig(
                QueueSource.from(env, "UPDATES"),
                env.text("SCRAPE_QUEUE_URL"),
                env.text("POSTS_QUEUE_URL"),
                env.text("OUTBOX_QUEUE_URL"),
                env.text("ALARMS_QUEUE_URL"),
                env.text("ACTIVITY_QUEUE_URL"),
                env.chat("OPERATORS_CHAT").map(ChatId::new),
                env.text("CHATS_TABLE"),
                env.text("TUNABLES_TABLE"),
                env.text("SOURCES_TABLE"),
                env.choice("REDDIT_MODE", RedditMode.class),
                Duration.ofDays(env.number("BACKUP_DAYS", 1)),
                DatabaseConfig.from(env),
                CacheConfig.from(env));
    }
}
