package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.messages.OutboxMessage;
import tidings.simulator.Deployed;

/// The sender as [SenderHandler] puts it together.
public final class DeployedSender {
    private DeployedSender() {}

    /// What makes the sender wait by another time than the machine's.
    ///
    /// @param wait lets so many milliseconds pass
    public static Map<Class<?>, Object> sleeper(InstantSource clock, Consumer<Long> wait) {
        Sleeper sleeper = (Instant moment) -> wait.accept(
                Math.max(0, Duration.between(clock.instant(), moment).toMillis()));
        return Map.of(Sleeper.class, sleeper);
    }

    public static Deployed<?> of(Env env, Wiring wiring) {
        SenderConfig config = SenderConfig.from(env);
        return new Deployed<>(
                config.queues(),
                body -> Json.read(body, OutboxMessage.class),
                Sender.of(config, wiring)::handle,
                false);
    }
}
