package tidings.simulator;

import java.util.List;
import java.util.Map;

/// What is left of a run when all has come to rest: nothing may be unfinished or lost.
///
/// @param queues by their logical ids
record Aftermath(
        VirtualTime time,
        Account account,
        SimulatedTelegram telegram,
        People people,
        Map<String, SimulatedQueue> queues) {
    void check() {
        telegram.chats()
                .forEach((chat, messages) -> messages.forEach((id, message) -> {
                    if (message.isInterim() && !account.isEverBlocked(chat) && !telegram.isOrphan(id)) {
                        account.breach(Breach.UNFINISHED, time.now(), "message " + id + " in " + chat);
                    }
                }));
        queues.values()
                .forEach(queue -> queue.messages().forEach(message -> {
                    if (!queue.id.endsWith("DeadLetterQueue")) {
                        account.breach(Breach.LOST, message.sentAt, "still on " + queue.id + ": " + message.body);
                    } else if (!people.isPoison(message.body)) {
                        account.breach(Breach.DEAD_LETTER, message.sentAt, queue.id + ": " + message.body);
                    }
                }));
        List<SimulatedQueue.Stored> deadLetters =
                queues.get("UpdatesDeadLetterQueue").messages();
        people.poison().stream()
                .filter(poison -> deadLetters.stream().noneMatch(message -> message.body.contains(poison)))
                .forEach(poison -> account.breach(Breach.LOST, time.now(), "no dead letter " + poison));
        queues.values().stream()
                .filter(queue -> queue.expired() > 0)
                .forEach(queue -> account.breach(Breach.LOST, time.now(), "expired on " + queue.id));
    }
}
