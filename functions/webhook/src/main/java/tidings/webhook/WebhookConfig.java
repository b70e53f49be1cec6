package tidings.webhook;

import tidings.aws.Env;

/// What the webhook needs to know.
record WebhookConfig(String service, String updatesQueueUrl, String webhookSecretArn) {
    static WebhookConfig from(Env env) {
        return new WebhookConfig(
                env.text("POWERTOOLS_SERVICE_NAME"), env.text("UPDATES_QUEUE_URL"), env.text("WEBHOOK_SECRET_ARN"));
    }
}
