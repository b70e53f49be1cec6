package tidings.api;

import java.util.Optional;
import tidings.aws.Env;
import tidings.aws.QueueUrls;
import tidings.domain.ChatId;
import tidings.ratelimit.RedditMode;
import tidings.settings.Profile;
import tidings.store.DatabaseConfig;
import tidings.store.cache.CacheConfig;

/// Configuration of the function api.
///
/// @param telegramKey with which Telegram signs who opens the page, for [InitData]
/// @param telegramBot the bot's id
/// @param operatorsChat in which the autopilot tells what it does; empty for nowhere
/// @param functionVersion that Lambda runs
record ApiConfig(
        String service,
        String profileName,
        Profile profile,
        String chatsTable,
        String tunablesTable,
        String sourcesTable,
        RedditMode redditMode,
        QueueUrls updates,
        QueueUrls scrape,
        QueueUrls refresh,
        QueueUrls posts,
        QueueUrls newPosts,
        QueueUrls outbox,
        QueueUrls deliveries,
        DatabaseConfig database,
        CacheConfig cache,
        String telegramKey,
        String telegramBot,
        Optional<ChatId> operatorsChat,
        HttpSettings http,
        String functionVersion) {
    static ApiConfig from(Env env) {
        return new ApiConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("PROFILE"),
                Profile.of(env),
                env.text("CHATS_TABLE"),
                env.text("TUNABLES_TABLE"),
                env.text("SOURCES_TABLE"),
                env.choice("REDDIT_MODE", RedditMode.class),
                QueueUrls.from(env, "UPDATES"),
                QueueUrls.from(env, "SCRAPE"),
                QueueUrls.from(env, "REFRESH"),
                QueueUrls.from(env, "POSTS"),
                QueueUrls.from(env, "NEW_POSTS"),
                QueueUrls.from(env, "OUTBOX"),
                QueueUrls.from(env, "DELIVERIES"),
                DatabaseConfig.from(env),
                CacheConfig.from(env),
                env.text("TELEGRAM_KEY"),
                env.text("TELEGRAM_BOT"),
                env.chat("OPERATORS_CHAT").map(ChatId::new),
                new HttpSettings(env.given("CORS_ORIGINS"), env.given("OPERATOR_KEY_HASHES")),
                env.text("AWS_LAMBDA_FUNCTION_VERSION"));
    }
}
