package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import tidings.aws.Env;
import tidings.aws.Gate;
import tidings.aws.Json;
import tidings.aws.QueueFunction;
import tidings.aws.Wiring;
import tidings.encoder.Encoder;
import tidings.failures.FailureNotes;
import tidings.messages.Samples;
import tidings.messages.StoredMessage;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDbTunableStore;

/// Consumes the queues of posts, those that somebody waits for and the others, and of what people did.
public final class CategorizerHandler extends QueueFunction<StoredMessage> {
    public CategorizerHandler() {
        CategorizerConfig config = CategorizerConfig.from(Env.system());
        Optional<Encoder> encoder = config.encoder().load(); // once: both roles share its memory
        super(
                config.queues(),
                body -> Json.read(body, StoredMessage.class),
                wiring -> FailureNotes.of(wiring, config.queues().service(), config.sourcesTable())
                        .role(new Gate<>(Storage.of(config, encoder, wiring), gate(config, wiring))),
                samples());
    }

    /// What it is primed with: the topic of one community is looked up, the posts of another are classified.
    static List<String> samples() {
        String found = Samples.json("posts-found.1");
        return List.of(
                found,
                found.replace("\"java\"", "\"a_new_community\""),
                Samples.json("posts-held.1"),
                Samples.json("wait-over.1"),
                Samples.json("acted.1"));
    }

    private static IntSupplier gate(CategorizerConfig config, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        return () -> tunables.get(Tunable.CATEGORIZER_GATE);
    }
}
