package tidings.insights;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// How many messages a queue has, by its name: those that wait and those that are being handled, but not those that
/// are delayed. Thread-safe.
record QueueDepths(SqsClient sqs, Map<String, String> urls) implements ToIntFunction<String> {
    QueueDepths(SqsClient sqs) {
        this(sqs, new ConcurrentHashMap<>());
    }

    @Override
    public int applyAsInt(String queue) {
        String url = urls.computeIfAbsent(
                queue,
                name -> sqs.getQueueUrl(request -> request.queueName(name)).queueUrl());
        return sqs
                .getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }
}
