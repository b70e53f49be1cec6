package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidings.aws.Queue;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.Unhurried;

/// Puts each message of posts into the queue of those that somebody waits for, or of the others.
record PostsQueues(Queue<PostsMessage> waitedFor, Queue<PostsMessage> unhurried) implements Queue<PostsMessage> {
    @Override
    public void send(List<? extends PostsMessage> messages) {
        Map<Boolean, List<PostsMessage>> byHurry =
                messages.stream().collect(Collectors.partitioningBy(Unhurried.class::isInstance));
        byHurry.forEach((isUnhurried, some) -> {
            if (!some.isEmpty()) {
                (isUnhurried ? unhurried : waitedFor).send(some);
            }
        });
    }

    @Override
    public void sendLater(PostsMessage message, Duration pause) {
        (message instanceof Unhurried ? unhurried : waitedFor).sendLater(message, pause);
    }
}
