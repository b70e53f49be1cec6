package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.localstack.template.StackModel;

/// SNS: what is published to a topic goes to the queues that subscribe to it.
public final class Topics {
    private final ObjectMapper json = new ObjectMapper();
    private final StackModel model;
    private final SqsClient sqs;
    private final InstantSource clock;

    public Topics(StackModel model, SqsClient sqs, InstantSource clock) {
        this.model = model;
        this.sqs = sqs;
        this.clock = clock;
    }

    /// Publishes to the topic with this logical id.
    public void publish(String id, String subject, String message) {
        publish(topic -> topic.id().equals(id), id, subject, message);
    }

    /// Publishes to the topic with this ARN.
    public void publishTo(String arn, String subject, String message) {
        publish(topic -> topic.arn().equals(arn), arn, subject, message);
    }

    private void publish(Predicate<StackModel.Topic> wanted, String what, String subject, String message) {
        StackModel.Topic topic = model.topics().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + what + "; there are "
                        + model.topics().stream().map(StackModel.Topic::id).toList()));
        for (StackModel.Subscription subscription : model.subscriptions()) {
            if (subscription.topic().equals(topic.id())) {
                String body = subscription.raw() ? message : notification(topic, subject, message);
                sqs.sendMessage(request -> request.queueUrl(
                                model.queue(subscription.queue()).url())
                        .messageBody(body));
            }
        }
    }

    private String notification(StackModel.Topic topic, String subject, String message) {
        return json.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic.arn())
                .put("Subject", subject)
                .put("Message", message)
                .put("Timestamp", clock.instant().toString())
                .put("SignatureVersion", "1")
                .put("Signature", "")
                .put("SigningCertUrl", "")
                .put("UnsubscribeUrl", "")
                .toString();
    }
}
