package tidings.localstack.trigger;

import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.localstack.template.StackModel;

/// SNS: what is published to a topic goes to the queues that subscribe to it.
public record Topics(StackModel model, SqsClient sqs) {
    /// @param idOrArn the topic's logical id or its ARN
    public void publish(String idOrArn, String message) {
        StackModel.Topic topic = model.topics().stream()
                .filter(one -> one.id().equals(idOrArn) || one.arn().equals(idOrArn))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no topic " + idOrArn + "; there are "
                        + model.topics().stream().map(StackModel.Topic::id).toList()));
        model.subscriptions().stream()
                .filter(subscription -> subscription.topic().equals(topic.id()))
                .map(subscription -> model.queue(subscription.queue()).url())
                .forEach(url -> sqs.sendMessage(request -> request.queueUrl(url).messageBody(message)));
    }
}
