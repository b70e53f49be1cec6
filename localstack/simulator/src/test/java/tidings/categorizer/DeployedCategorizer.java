package tidings.categorizer;

import java.util.Optional;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.messages.StoredMessage;
import tidings.simulator.Deployed;

/// The categorizer as [CategorizerHandler] puts it together.
public final class DeployedCategorizer {
    private DeployedCategorizer() {}

    public static Deployed<?> of(Env env, Wiring wiring) {
        CategorizerConfig config = CategorizerConfig.from(env);
        return new Deployed<>(
                config.queues(),
                body -> Json.read(body, StoredMessage.class),
                Storage.of(config, Optional.empty(), wiring),
                false);
    }
}
