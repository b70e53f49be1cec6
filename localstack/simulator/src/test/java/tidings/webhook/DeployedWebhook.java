package tidings.webhook;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.Env;
import tidings.aws.Secrets;

/// The webhook as [WebhookHandler] puts it together.
public final class DeployedWebhook {
    private DeployedWebhook() {}

    /// Takes an update by its JSON; returns whether it is queued.
    ///
    /// @param secret what Telegram sends along
    public static Predicate<String> of(Env env, SqsClient sqs, Secrets secrets, String secret, InstantSource clock) {
        WebhookConfig config = WebhookConfig.from(env);
        Webhook webhook = new Webhook(
                () -> secrets.get(config.webhookSecretArn()), new UpdateQueue(sqs, config.updatesQueueUrl(), clock));
        return update -> webhook.receive(Optional.of(secret), () -> update) instanceof Webhook.Receipt.Queued;
    }
}
