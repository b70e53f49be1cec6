package tidings.sender;

import java.net.URI;
import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.settings.Profile;

/// What the sender needs to know.
///
/// @param newestBot ARN of the bot's newest version
record SenderConfig(
        QueueSource queues,
        String updatesQueueUrl,
        String chatsTable,
        String sourcesTable,
        String tunablesTable,
        Profile profile,
        String botTokenSecretArn,
        URI telegramApiUrl,
        String newestBot) {
    static SenderConfig from(Env env) {
        return new SenderConfig(
                QueueSource.from(env, "OUTBOX", "DELIVERIES"),
                env.text("UPDATES_QUEUE_URL"),
                env.text("CHATS_TABLE"),
                env.text("SOURCES_TABLE"),
                env.text("TUNABLES_TABLE"),
                Profile.of(env),
                env.text("BOT_TOKEN_SECRET_ARN"),
                env.url("TELEGRAM_API_URL"),
                env.text("NEWEST_BOT"));
    }
}
