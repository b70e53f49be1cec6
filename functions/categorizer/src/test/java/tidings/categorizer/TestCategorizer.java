package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.delivery.Deliveries;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.Stores;
import tidings.topics.PostText;

/// A categorizer at one moment, whose deliveries go to the outbox, too. What is for
/// later is handled at once, unless it has a queue.
final class TestCategorizer {
    private TestCategorizer() {}

    static Categorizer of(PostClassifier classifier, Stores stores, Queue<OutboxMessage> outbox, Instant now) {
        return of(classifier, Optional.empty(), stores, outbox, now);
    }

    static Categorizer of(
            PostClassifier classifier,
            Optional<Function<PostText, Optional<float[]>>> encode,
            Stores stores,
            Queue<OutboxMessage> outbox,
            Instant now) {
        AtomicReference<Categorizer> itself = new AtomicReference<>();
        Queue<PostsMessage> atOnce =
                messages -> messages.forEach(message -> itself.get().handle(message));
        itself.set(of(classifier, encode, stores, atOnce, outbox, now));
        return itself.get();
    }

    static Categorizer of(
            PostClassifier classifier,
            Optional<Function<PostText, Optional<float[]>>> encode,
            Stores stores,
            Queue<PostsMessage> later,
            Queue<OutboxMessage> outbox,
            Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), outbox, clock);
        return new Categorizer(
                classifier,
                new PostMeanings(encode, stores.posts()),
                stores,
                later,
                outbox,
                deliveries,
                Tunables.fixed(Profile.all().get("testing")),
                Meter.silent(),
                clock);
    }
}
