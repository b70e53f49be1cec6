package tidings.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tidings.aws.Env;
import tidings.aws.Secrets;

/// The webhook as [WebhookHandler] puts it together.
public final class DeployedWebhook {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeployedWebhook() {}

    /// Takes an update by its JSON; returns whether it is queued.
    ///
    /// @param secret what Telegram sends along
    public static Predicate<String> of(Env env, SqsClient sqs, Secrets secrets, String secret, InstantSource clock) {
        WebhookConfig config = WebhookConfig.from(env);
        Webhook webhook = new Webhook(
                () -> secrets.get(config.webhookSecretArn()),
                new UpdateQueue((_, input) -> send(sqs, input), config.updatesQueueUrl(), clock));
        return update -> webhook.receive(Optional.of(secret), () -> update) instanceof Webhook.Receipt.Queued;
    }

    private static byte[] send(SqsClient sqs, byte[] input) {
        try {
            JsonNode message = JSON.readTree(input);
            Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
            message.path("MessageAttributes")
                    .properties()
                    .forEach(attribute -> attributes.put(
                            attribute.getKey(),
                            MessageAttributeValue.builder()
                                    .dataType(attribute
                                            .getValue()
                                            .path("DataType")
                                            .textValue())
                                    .stringValue(attribute
                                            .getValue()
                                            .path("StringValue")
                                            .textValue())
                                    .build()));
            sqs.sendMessage(request -> request.queueUrl(message.path("QueueUrl").textValue())
                    .messageBody(message.path("MessageBody").textValue())
                    .messageAttributes(attributes)
                    .messageGroupId(message.path("MessageGroupId").textValue())
                    .messageDeduplicationId(
                            message.path("MessageDeduplicationId").textValue()));
            return input;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
