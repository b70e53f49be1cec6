package tidings.webhook;

import tidings.aws.Env;

/// The webhook's configuration; a missing variable fails the start with its name.
record WebhookConfig(String service, String updatesQueueUrl, String webhookSecretArn) {
    static WebhookConfig from(Env env) {
        return new WebhookConfig(
                env.text("POWERTOOLS_SERVICE_NAME"), env.text("UPDATES_QUEUE_URL"), env.text("WEBHOOK_SECRET_ARN"));
    }
}
