package tidings.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.aws.QueueUrls;

/// Depths of the queues. Thread-safe.
final class Queues {
    private final SqsClient sqs;
    private final Map<String, QueueUrls> urls;

    Queues(SqsClient sqs, ApiConfig config) {
        this.sqs = sqs;
        this.urls = new LinkedHashMap<>();
        urls.put("updates", config.updates());
        urls.put("scrape", config.scrape());
        urls.put("refresh", config.refresh());
        urls.put("posts", config.posts());
        urls.put("new-posts", config.newPosts());
        urls.put("outbox", config.outbox());
        urls.put("deliveries", config.deliveries());
    }

    /// @param visible messages that wait to be received
    /// @param inFlight messages that are being handled
    /// @param delayed messages that become visible later
    /// @param deadLetters messages in the dead-letter queue
    record Depth(int visible, int inFlight, int delayed, int deadLetters) {}

    /// By the queue's name; approximate, as SQS counts.
    Map<String, Depth> depths() {
        Map<String, Depth> depths = new LinkedHashMap<>();
        urls.forEach((name, queue) -> {
            Map<QueueAttributeName, String> waiting = attributes(queue.queue());
            Map<QueueAttributeName, String> dead = attributes(queue.deadLetters());
            depths.put(
                    name,
                    new Depth(
                            number(waiting, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                            number(waiting, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                            number(waiting, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
                            number(dead, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)));
        });
        return depths;
    }

    /// Dead letters do not keep people from being served, but an operator has to look at them.
    Optional<String> problem() {
        int deadLetters =
                depths().values().stream().mapToInt(Depth::deadLetters).sum();
        return Optional.of(deadLetters + " dead letters need an operator").filter(_ -> deadLetters > 0);
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }
}
