package tidings.loadtest.queueing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.StackModel.QueueTrigger;
import tidings.settings.Profile;

/// The queues of the template, each with its [Consumer], and the webhook, which has none.
///
/// @param all by the queue's id, and `webhook`
/// @param triggers in the template's order
public record Consumers(Map<String, Consumer> all, List<QueueTrigger> triggers) {
    static final String FIRST = "webhook";

    private static final String SENDER_QUEUE = "OutboxQueue";
    private static final String SCRAPER = "scraper";

    /// Of what nobody waits for, such as what the categorizer leaves for later.
    private static final String LATER = "NewPostsQueue";

    /// @param webhooks calls of the webhook at the same time
    public static Consumers of(StackModel model, int webhooks) {
        int sends = Profile.all()
                .get(model.function("SenderFunction").environment().get("PROFILE"))
                .sendsPerSecond();
        Map<String, Consumer> all = new LinkedHashMap<>();
        all.put(FIRST, Consumer.single(webhooks));
        model.queueTriggers()
                .forEach(trigger -> all.put(
                        trigger.queue(),
                        new Consumer(
                                trigger.batchSize(),
                                trigger.maximumConcurrency().orElse(webhooks),
                                trigger.batchingWindow().toMillis(),
                                model.queue(trigger.queue()).name().endsWith(".fifo"),
                                trigger.queue().equals(SENDER_QUEUE) ? 1_000.0 / sends : 0)));
        return new Consumers(all, model.queueTriggers());
    }

    /// The queue through which a message of one function comes to another: what a feed brought waits for nothing, and
    /// what a function leaves to itself for all else. Else a queue that gathers comes first, then the first of all.
    ///
    /// @param to the name of the function's service
    /// @throws IllegalArgumentException if no queue wakes that one
    String between(String from, String to) {
        List<QueueTrigger> queues = triggers.stream()
                .filter(trigger -> trigger.function().toLowerCase(Locale.ROOT).equals(to + "function"))
                .toList();
        return queues.stream()
                .filter(trigger -> from.equals(to)
                        ? trigger.queue().equals(LATER)
                        : trigger.batchingWindow().isPositive() != from.equals(SCRAPER))
                .findFirst()
                .or(() -> queues.stream().findFirst())
                .map(QueueTrigger::queue)
                .orElseThrow(() -> new IllegalArgumentException("no queue leads from " + from + " to " + to));
    }

    Consumer of(String name) {
        return all.get(name);
    }

    /// Whether messages wait there for others to come.
    boolean gathers(String name) {
        return of(name).window() > 0;
    }

    /// Whether it is a queue whose messages somebody waits for.
    boolean isWaitedFor(String name) {
        return !name.equals(FIRST) && !name.equals(LATER) && !gathers(name);
    }
}
