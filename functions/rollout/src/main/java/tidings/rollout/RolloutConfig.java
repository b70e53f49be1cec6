package tidings.rollout;

import tidings.aws.Env;

/// The rollout's configuration; a missing variable fails the start with its name.
///
/// @param webhookVersion ARN of the webhook's newest version
/// @param botVersion ARN of the bot's newest version
record RolloutConfig(String service, String webhookVersion, String botVersion) {
    static RolloutConfig from(Env env) {
        return new RolloutConfig(
                env.text("POWERTOOLS_SERVICE_NAME"), env.text("WEBHOOK_VERSION"), env.text("BOT_VERSION"));
    }
}
