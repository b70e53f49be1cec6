package tidings.api;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.api.ApiConfig.QueueUrls;

/// What waits in each queue. Thread-safe.
final class Queues {
    private final SqsClient sqs;
    private final Map<String, QueueUrls> urls;

    Queues(SqsClient sqs, ApiConfig config) {
        this.sqs = sqs;
        this.urls = new LinkedHashMap<>();
        urls.put("updates", config.updates());
        urls.put("scrape", config.scrape());
        urls.put("posts", config.posts());
        urls.put("outbox", config.outbox());
    }

    /// @param visible messages that wait
    /// @param inFlight messages that are being worked on
    /// @param delayed messages that are to come later
    /// @param deadLetters messages that were given up
    record Depth(int visible, int inFlight, int delayed, int deadLetters) {}

    /// Approximate, as SQS counts; by the queue's name.
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

    /// Dead letters do not keep anybody from being served, but somebody has to look at them.
    String wrong() {
        int dead = depths().values().stream().mapToInt(Depth::deadLetters).sum();
        return dead == 0 ? "" : dead + " dead letters wait to be looked at";
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
