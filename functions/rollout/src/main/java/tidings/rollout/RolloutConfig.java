package tidings.rollout;

import tidings.aws.Env;

/// What the rollout needs to know.
///
/// @param webhookVersion the ARN of the webhook's newest version
/// @param botVersion the ARN of the bot's newest version
record RolloutConfig(String service, String webhookVersion, String botVersion) {
    static RolloutConfig from(Env env) {
        return new RolloutConfig(
                env.text("POWERTOOLS_SERVICE_NAME"), env.text("WEBHOOK_VERSION"), env.text("BOT_VERSION"));
    }
}
