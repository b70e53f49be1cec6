package tidings.categorizer;

import java.time.InstantSource;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.delivery.Deliveries;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.Stores;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicModel;

/// The categorizer on whatever it is connected to.
public final class CategorizerInMemory {
    private CategorizerInMemory() {}

    public static Role<PostsMessage> of(
            Stores stores, TopicModel model, Queue<OutboxMessage> outbox, InstantSource clock) {
        Categorizer categorizer = new Categorizer(
                new PostClassifier(model, ShippedTopics.load()),
                PostMeanings.off(stores.posts()),
                stores,
                _ -> {}, // nothing is encoded, so nothing is for later
                outbox,
                new Deliveries(stores.deliveries(), stores.threads(), outbox, clock),
                Tunables.fixed(Profile.all().get("testing")),
                Meter.silent(),
                clock);
        return delivery -> {
            categorizer.handle(delivery.message());
            return Verdict.DONE;
        };
    }
}
