package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import tidings.messages.ActivityMessage;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.store.Stores;

/// Notes what people did as the categorizer does: once a batch is full or its window over, as the template has
/// them.
final class WrittenBehind {
    private static final int BATCH = 100;
    private static final Duration WINDOW = Duration.ofSeconds(12);

    private final Stores stores;
    private final Queue<ActedV1> acted = new ArrayDeque<>();

    WrittenBehind(Stores stores) {
        this.stores = stores;
    }

    void add(List<? extends ActivityMessage> messages) {
        messages.forEach(message -> acted.add((ActedV1) message));
    }

    void goTo(Instant then) {
        while (acted.size() >= BATCH
                || !acted.isEmpty() && !acted.peek().at().plus(WINDOW).isAfter(then)) {
            List<ActedV1> batch = Stream.generate(acted::poll)
                    .limit(Math.min(BATCH, acted.size()))
                    .toList();
            stores.history().add(batch, _ -> false);
            stores.points().count(batch, _ -> false);
        }
    }
}
