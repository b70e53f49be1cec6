package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tidings.localstack.template.StackModel;

/// A queue with SQS's rules
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html).
final class SimulatedQueue {
    private static final long DEDUPLICATION = 5 * 60_000;

    final String id;
    final String arn;
    final String url;
    final boolean fifo;

    private final long visibility;
    private final long retention;
    private final int maxReceives;
    private final VirtualTime time;
    private final Random random;
    private final double duplicate;
    private final Map<String, Stored> messages = new LinkedHashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private SimulatedQueue deadLetters;
    private Runnable available = () -> {};
    private long sent;
    private int expired;

    /// A message on the queue. It may be received when it is visible, and is in flight until then.
    static final class Stored {
        final String id;
        final String body;
        final String group;
        final String deduplication;
        final Map<String, MessageAttributeValue> attributes;
        final long sentAt;
        private long visibleAt;
        private long receivedAt;
        private int receives;

        private Stored(
                String id,
                String body,
                String group,
                String deduplication,
                Map<String, MessageAttributeValue> attributes,
                long sentAt,
                long visibleAt) {
            this.id = id;
            this.body = body;
            this.group = group;
            this.deduplication = deduplication;
            this.attributes = attributes;
            this.sentAt = sentAt;
            this.visibleAt = visibleAt;
        }
    }

    SimulatedQueue(StackModel.Queue declared, VirtualTime time, Random random, double duplicate) {
        this.id = declared.id();
        this.arn = declared.arn();
        this.url = declared.url();
        this.fifo = url.endsWith(".fifo");
        this.visibility = 1_000 * Long.parseLong(declared.attributes().getOrDefault("VisibilityTimeout", "30"));
        this.retention = 1_000 * Long.parseLong(declared.attributes().getOrDefault("MessageRetentionPeriod", "345600"));
        this.maxReceives =
                declared.redrive().map(StackModel.Redrive::maxReceiveCount).orElse(Integer.MAX_VALUE);
        this.time = time;
        this.random = random;
        this.duplicate = duplicate;
    }

    void connect(SimulatedQueue deadLetterQueue) {
        deadLetters = deadLetterQueue;
    }

    /// @param receiver told whenever there may be something to receive
    void whenAvailable(Runnable receiver) {
        available = receiver;
    }

    long visibility() {
        return visibility;
    }

    /// How many messages were lost by their age.
    int expired() {
        return expired;
    }

    /// How many messages can be received.
    int visible() {
        return (int) messages.values().stream()
                .filter(message -> message.visibleAt <= time.now())
                .count();
    }

    /// The age of the oldest message, in seconds.
    double age() {
        return messages.values().stream()
                        .mapToLong(message -> time.now() - message.sentAt)
                        .max()
                        .orElse(0)
                / 1_000.0;
    }

    List<Stored> messages() {
        return List.copyOf(messages.values());
    }

    void send(String body, String group, String deduplication, Map<String, MessageAttributeValue> attributes) {
        send(body, group, deduplication, attributes, 0);
    }

    /// A standard queue delivers in no particular order, most messages at once and some a little later.
    ///
    /// @param group may be null on a standard queue
    /// @param pause before the message can be received, in milliseconds; on a standard queue only
    void send(
            String body,
            String group,
            String deduplication,
            Map<String, MessageAttributeValue> attributes,
            long pause) {
        if (fifo) {
            seen.values().removeIf(at -> at <= time.now() - DEDUPLICATION);
            if (seen.putIfAbsent(group + "/" + deduplication, time.now()) != null) {
                return;
            }
        }
        long delay = pause + (!fifo && random.nextInt(20) == 0 ? random.nextInt(2_000) : 0);
        String messageId = id + "-" + sent++;
        messages.put(
                messageId,
                new Stored(
                        messageId,
                        body,
                        group == null ? "" : group,
                        deduplication,
                        attributes,
                        time.now(),
                        time.now() + delay));
        time.after(delay, available);
    }

    /// Up to so many messages, now in flight.
    List<SQSMessage> receive(int most) {
        expire();
        Set<String> blocked = new HashSet<>();
        List<Stored> candidates = new ArrayList<>(messages.values());
        if (!fifo) {
            Collections.shuffle(candidates, random);
        }
        List<SQSMessage> received = new ArrayList<>();
        for (Stored message : candidates) {
            if (received.size() == most) {
                break;
            } else if (message.visibleAt > time.now()) {
                blocked.add(message.group);
            } else if (!fifo || !blocked.contains(message.group)) {
                if (message.receives >= maxReceives) {
                    messages.remove(message.id);
                    deadLetters.send(message.body, message.group, message.id, message.attributes);
                } else {
                    received.add(received(message));
                }
            }
        }
        return received;
    }

    private SQSMessage received(Stored message) {
        message.receivedAt = message.receives == 0 ? time.now() : message.receivedAt;
        message.receives++;
        boolean again = !fifo && random.nextDouble() < duplicate;
        setVisibleAt(message, time.now() + (again ? random.nextInt(2_000) : visibility));
        SQSMessage event = new SQSMessage();
        event.setMessageId(message.id);
        event.setReceiptHandle(message.id);
        event.setBody(message.body);
        event.setEventSourceArn(arn);
        Map<String, String> attributes = new HashMap<>(Map.of(
                "ApproximateReceiveCount", Integer.toString(message.receives),
                "ApproximateFirstReceiveTimestamp", epochMillis(message.receivedAt),
                "SentTimestamp", epochMillis(message.sentAt)));
        if (!message.group.isEmpty()) {
            attributes.put("MessageGroupId", message.group);
        }
        if (fifo) {
            attributes.put("MessageDeduplicationId", message.deduplication);
        }
        event.setAttributes(attributes);
        Map<String, MessageAttribute> own = new HashMap<>();
        message.attributes.forEach((name, value) -> {
            MessageAttribute attribute = new MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            own.put(name, attribute);
        });
        event.setMessageAttributes(own);
        return event;
    }

    private static String epochMillis(long moment) {
        return Long.toString(VirtualTime.instant(moment).toEpochMilli());
    }

    void delete(String messageId) {
        messages.remove(messageId);
        available.run();
    }

    /// @throws IllegalStateException if the message is gone or not in flight
    void changeVisibility(String messageId, long millis) {
        Stored message = Optional.ofNullable(messages.get(messageId))
                .filter(one -> one.visibleAt > time.now())
                .orElseThrow(() -> new IllegalStateException("the message is not in flight"));
        setVisibleAt(message, time.now() + millis);
    }

    private void setVisibleAt(Stored message, long moment) {
        message.visibleAt = moment;
        time.at(moment, available);
    }

    private void expire() {
        int before = messages.size();
        messages.values().removeIf(message -> message.sentAt + retention < time.now());
        expired += before - messages.size();
    }
}
