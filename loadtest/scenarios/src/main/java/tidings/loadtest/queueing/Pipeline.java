package tidings.loadtest.queueing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Queues and the functions that handle their messages, event by event: a call gets a batch, groups of a batch are
/// handled side by side, the messages of a group one after the other, and a call lasts as long as its longest group.
/// Not thread-safe.
public final class Pipeline {
    private final Events events;
    private final Map<String, Line> lines = new HashMap<>();
    private final List<Handled> handled = new ArrayList<>();

    /// A message that a function is done with; times in milliseconds since the beginning.
    ///
    /// @param sent when its queue was to show it
    public record Handled(String consumer, double sent, double began, double ended) {}

    private static final class Message {
        private final Work work;
        private final String group;
        private final double sent;
        private final Runnable answered;
        private boolean hasArrived;

        Message(Work work, String group, double sent, Runnable answered) {
            this.work = work;
            this.group = group;
            this.sent = sent;
            this.answered = answered;
        }
    }

    public Pipeline(Map<String, Consumer> consumers, Cores cores) {
        this.events = new Events(cores);
        consumers.forEach((name, consumer) -> lines.put(name, new Line(name, consumer)));
    }

    public double now() {
        return events.now();
    }

    public void at(double moment, Runnable action) {
        events.at(moment, action);
    }

    /// @param group of a queue that keeps order
    /// @param answered at the moment that the work names
    public void send(Work work, String group, Runnable answered) {
        events.at(events.now() + work.delay(), () -> {
            Message message = new Message(work, group, events.now(), answered);
            Line line = lines.get(work.consumer());
            line.waiting.add(message);
            events.work(work.transit(), () -> line.arrived(message));
        });
    }

    public void run(double until) {
        events.run(until);
    }

    /// So far, in the order in which they ended.
    public List<Handled> handled() {
        return List.copyOf(handled);
    }

    /// A queue with its function.
    private final class Line {
        private final String name;
        private final Consumer consumer;

        /// In the order in which they were sent, however long each is under way.
        private final List<Message> waiting = new LinkedList<>();

        private final Set<String> busy = new HashSet<>();
        private int calls;
        private boolean isGathering;
        private double turn;

        Line(String name, Consumer consumer) {
            this.name = name;
            this.consumer = consumer;
        }

        void arrived(Message message) {
            message.hasArrived = true;
            offer();
        }

        private void offer() {
            if (consumer.window() == 0) {
                call();
            } else if (!isGathering && waiting.stream().anyMatch(message -> message.hasArrived)) {
                isGathering = true;
                events.at(events.now() + consumer.window(), () -> {
                    isGathering = false;
                    call();
                });
            }
        }

        /// As long as there are batches and calls for them.
        private void call() {
            boolean more = true;
            while (more && calls < consumer.concurrency()) {
                more = called();
            }
        }

        /// Begins a call, if there is anything for it.
        private boolean called() {
            Map<String, List<Message>> batch = batch();
            if (batch.isEmpty()) {
                return false;
            }
            calls++;
            Set<String> left = new HashSet<>(batch.keySet());
            batch.forEach((group, messages) -> handle(messages.iterator(), () -> {
                left.remove(group);
                if (left.isEmpty()) {
                    calls--;
                    busy.removeAll(batch.keySet());
                    offer();
                }
            }));
            return true;
        }

        private Map<String, List<Message>> batch() {
            Map<String, List<Message>> batch = new LinkedHashMap<>();
            Set<String> held = new HashSet<>(busy);
            int count = 0;
            for (Iterator<Message> each = waiting.iterator(); each.hasNext() && count < consumer.batch(); ) {
                Message message = each.next();
                String group = consumer.ordered() ? message.group : "message " + count;
                if (message.hasArrived && !held.contains(group)) {
                    batch.computeIfAbsent(group, _ -> new ArrayList<>()).add(message);
                    each.remove();
                    count++;
                } else if (consumer.ordered()) {
                    held.add(group);
                }
            }
            if (consumer.ordered()) {
                busy.addAll(batch.keySet());
            }
            return batch;
        }

        private void handle(Iterator<Message> messages, Runnable then) {
            if (!messages.hasNext()) {
                then.run();
                return;
            }
            Message message = messages.next();
            turn = Math.max(events.now(), turn);
            events.at(turn, () -> begin(message, () -> handle(messages, then)));
            turn += consumer.interval();
        }

        private void begin(Message message, Runnable then) {
            double began = events.now();
            Work work = message.work;
            work.sends()
                    .forEach(sent ->
                            events.during(sent.after(), () -> send(sent.work(), message.group, message.answered)));
            work.answer().ifPresent(after -> events.during(after, message.answered));
            events.work(work.millis(), () -> {
                handled.add(new Handled(name, message.sent, began, events.now()));
                then.run();
            });
        }
    }
}
