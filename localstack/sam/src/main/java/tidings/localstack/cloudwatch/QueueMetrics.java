package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.template.StackModel;

/// The metrics that SQS publishes for each queue, sampled at short intervals.
///
/// The queue server does not report the age of its oldest message. It is estimated as if messages left in the order
/// of their arrival, which is exact for a FIFO queue unless a message group is blocked.
final class QueueMetrics {
    private static final String NAMESPACE = "AWS/SQS";

    /// What no service of AWS publishes.
    private static final String LOCAL = "Local";

    /// Of a call, divided by its messages.
    private static final String MILLIS_A_MESSAGE = "MillisAMessage";

    private final Function<StackModel.Queue, Map<QueueAttributeName, String>> attributes;
    private final MetricStore store;
    private final Map<String, Flow> flows = new ConcurrentHashMap<>();

    /// @param attributes reads a queue's attributes from SQS
    QueueMetrics(Function<StackModel.Queue, Map<QueueAttributeName, String>> attributes, MetricStore store) {
        this.attributes = attributes;
        this.store = store;
    }

    void look(StackModel.Queue queue, Instant now) {
        Map<QueueAttributeName, String> told = attributes.apply(queue);
        int visible = number(told, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        int inWork = number(told, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        int delayed = number(told, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
        Flow flow = flows.computeIfAbsent(queue.id(), _ -> new Flow());
        long came = flow.look(visible + inWork + delayed, now);
        add(queue, "ApproximateNumberOfMessagesVisible", now, visible);
        add(queue, "ApproximateNumberOfMessagesNotVisible", now, inWork);
        add(queue, "ApproximateNumberOfMessagesDelayed", now, delayed);
        add(queue, "ApproximateAgeOfOldestMessage", now, flow.age(now).toMillis() / 1000.0);
        add(queue, "NumberOfMessagesSent", now, came);
    }

    /// Messages were deleted from the queue.
    void deleted(StackModel.Queue queue, int messages, Instant now) {
        flows.computeIfAbsent(queue.id(), _ -> new Flow()).left(messages);
        add(queue, "NumberOfMessagesDeleted", now, messages);
    }

    /// A call answered that got so many messages of the queue.
    void answered(StackModel.Queue queue, int messages, Duration took, Instant now) {
        Metric metric = new Metric(LOCAL, MILLIS_A_MESSAGE, Map.of("QueueName", queue.name()));
        store.add(metric, now, took.toNanos() / 1e6 / messages);
    }

    private void add(StackModel.Queue queue, String name, Instant now, double value) {
        store.add(new Metric(NAMESPACE, name, Map.of("QueueName", queue.name())), now, value);
    }

    private static int number(Map<QueueAttributeName, String> told, QueueAttributeName name) {
        return Integer.parseInt(told.getOrDefault(name, "0"));
    }

    /// Messages sent to and removed from a queue since the start.
    private static final class Flow {
        private final Deque<Arrivals> arrivals = new ArrayDeque<>();
        private long left;
        private long came;
        private long leftSinceLook;
        private int held;

        /// @param upTo how many had been sent by then
        private record Arrivals(long upTo, Instant at) {}

        synchronized void left(int messages) {
            leftSinceLook += messages;
        }

        /// Returns how many were sent since the last sample. Those removed without a delete went to the dead-letter
        /// queue.
        synchronized long look(int nowHeld, Instant now) {
            long change = nowHeld - held + leftSinceLook;
            left += leftSinceLook + Math.max(0, -change);
            leftSinceLook = 0;
            held = nowHeld;
            if (change > 0) {
                came += change;
                arrivals.add(new Arrivals(came, now));
            }
            while (!arrivals.isEmpty() && arrivals.getFirst().upTo() <= left) {
                arrivals.removeFirst();
            }
            return Math.max(0, change);
        }

        synchronized Duration age(Instant now) {
            return held == 0 || arrivals.isEmpty()
                    ? Duration.ZERO
                    : Duration.between(arrivals.getFirst().at(), now);
        }
    }
}
