package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import tidings.localstack.lambda.Functions;
import tidings.localstack.template.StackModel;

/// SNS: what is published to a topic goes to the functions that subscribe to it.
public final class Topics {
    private final ObjectMapper json = new ObjectMapper();
    private final StackModel model;
    private final Functions functions;
    private final InstantSource clock;

    public Topics(StackModel model, Functions functions, InstantSource clock) {
        this.model = model;
        this.functions = functions;
        this.clock = clock;
    }

    /// Publishes to the topic with this logical id; returns before any function has run.
    public void publish(String id, String subject, String message) {
        StackModel.Topic topic = model.topics().stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + id + "; there are "
                        + model.topics().stream().map(StackModel.Topic::id).toList()));
        List<StackModel.Subscription> subscribed =
                model.subscriptions().stream().filter(s -> s.topic().equals(id)).toList();
        for (StackModel.Subscription subscription : subscribed) {
            functions.send(subscription.function(), event(topic, subject, message));
        }
    }

    private byte[] event(StackModel.Topic topic, String subject, String message) {
        ObjectNode event = json.createObjectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", topic.arn() + ":" + UUID.randomUUID());
        ObjectNode notification = record.putObject("Sns");
        notification
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic.arn())
                .put("Subject", subject)
                .put("Message", message)
                .put("Timestamp", clock.instant().toString())
                .put("SignatureVersion", "1")
                .put("Signature", "")
                .put("SigningCertUrl", "")
                .put("UnsubscribeUrl", "");
        notification.putObject("MessageAttributes");
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
