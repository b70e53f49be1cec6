package tidings.categorizer;

import java.util.Optional;
import java.util.Random;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.messages.StoredMessage;
import tidings.simulator.Deployed;
import tidings.topics.PostText;

/// The categorizer as [CategorizerHandler] puts it together.
public final class DeployedCategorizer {
    private static final int DIMENSIONS = 32;

    private DeployedCategorizer() {}

    public static Deployed<?> of(Env env, Wiring wiring) {
        CategorizerConfig config = CategorizerConfig.from(env);
        return deployed(config, Storage.of(config, Optional.empty(), wiring));
    }

    /// Has vectors of posts that mean nothing, for an encoder takes long.
    public static Deployed<?> encoding(Env env, Wiring wiring) {
        CategorizerConfig config = CategorizerConfig.from(env);
        Storage storage = Storage.of(config, Optional.empty(), wiring);
        return deployed(config, new Storage(encoding(storage.categorizer()), storage.activities()));
    }

    private static Deployed<?> deployed(CategorizerConfig config, Storage storage) {
        return new Deployed<>(config.queues(), body -> Json.read(body, StoredMessage.class), storage, false);
    }

    private static Categorizer encoding(Categorizer without) {
        return new Categorizer(
                without.classifier(),
                new PostMeanings(
                        Optional.of(DeployedCategorizer::vector),
                        without.stores().posts()),
                without.stores(),
                without.later(),
                without.outbox(),
                without.deliveries(),
                without.tunables(),
                without.meter(),
                without.clock());
    }

    /// The same for the same text, and unlike that of any other.
    private static Optional<float[]> vector(PostText post) {
        Random random = new Random(post.hashCode());
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) ((random.nextBoolean() ? 1 : -1) / Math.sqrt(DIMENSIONS));
        }
        return Optional.of(vector);
    }
}
