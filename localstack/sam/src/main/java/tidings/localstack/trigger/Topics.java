package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.localstack.lambda.Functions;
import tidings.localstack.template.StackModel;

/// SNS: what is published to a topic goes to the functions and queues that subscribe to it.
public final class Topics {
    private final ObjectMapper json = new ObjectMapper();
    private final StackModel model;
    private final Functions functions;
    private final SqsClient sqs;
    private final InstantSource clock;

    public Topics(StackModel model, Functions functions, SqsClient sqs, InstantSource clock) {
        this.model = model;
        this.functions = functions;
        this.sqs = sqs;
        this.clock = clock;
    }

    /// Publishes to the topic with this logical id; returns before any function has run.
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
                deliver(subscription, topic, notification(topic, subject, message));
            }
        }
    }

    private void deliver(StackModel.Subscription subscription, StackModel.Topic topic, ObjectNode notification) {
        switch (subscription) {
            case StackModel.Subscription.OfFunction(String _, String function) ->
                functions.send(function, event(topic, notification));
            case StackModel.Subscription.OfQueue(String _, String queue, boolean raw) ->
                sqs.sendMessage(request -> request.queueUrl(model.queue(queue).url())
                        .messageBody(raw ? notification.path("Message").asText() : notification.toString()));
        }
    }

    private byte[] event(StackModel.Topic topic, ObjectNode notification) {
        ObjectNode event = json.createObjectNode();
        ObjectNode record = event.putArray("Records").addObject();
        record.put("EventSource", "aws:sns")
                .put("EventVersion", "1.0")
                .put("EventSubscriptionArn", topic.arn() + ":" + UUID.randomUUID());
        notification.putObject("MessageAttributes");
        record.set("Sns", notification);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode notification(StackModel.Topic topic, String subject, String message) {
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
                .put("UnsubscribeUrl", "");
    }
}
