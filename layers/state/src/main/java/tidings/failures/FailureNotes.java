package tidings.failures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Delivery;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.ratelimit.DynamoDbSharedState;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SharedState.Change;
import tidings.state.DynamoDb;

/// Notes which types of errors a function meets, for the cards of alarms. An environment writes a type when it
/// meets it for the first time in an hour, and for the tenth, the hundredth and so on. Thread-safe.
public final class FailureNotes {
    private static final Logger LOG = LoggerFactory.getLogger(FailureNotes.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(2);

    private final String service;
    private final SharedState<ErrorTypes> shared;
    private final InstantSource clock;
    private final Map<String, Met> met = new ConcurrentHashMap<>();

    /// What this environment met in an hour.
    private record Met(Instant since, int times) {
        Met again(Instant now) {
            return now.isBefore(since.plus(HOUR)) ? new Met(since, times + 1) : new Met(now, 1);
        }

        boolean isTold() {
            return Integer.toString(times).matches("10*");
        }
    }

    FailureNotes(String service, SharedState<ErrorTypes> shared, InstantSource clock) {
        this.service = service;
        this.shared = shared;
        this.clock = clock;
    }

    /// @param table of the sources, of which one item has them
    public static FailureNotes of(Wiring wiring, String service, String table) {
        return new FailureNotes(service, shared(wiring, table), wiring.clock());
    }

    /// What all functions noted.
    public static SharedState<ErrorTypes> shared(Wiring wiring, String table) {
        return new DynamoDbSharedState<>(
                DynamoDb.of(wiring),
                table,
                Map.of("source", AttributeValue.fromS("errors")),
                ErrorTypes.class,
                errors -> errors.seen().stream()
                        .findFirst()
                        .map(latest -> latest.last().plus(KEPT)));
    }

    public <M> Role<M> role(Role<M> role) {
        return new Role<>() {
            @Override
            public Verdict handle(Delivery<M> delivery) {
                return noting(() -> role.handle(delivery));
            }

            @Override
            public void beforeBatch(Supplier<List<M>> messages) {
                role.beforeBatch(messages);
            }

            @Override
            public void afterBatch() {
                run(role::afterBatch).run();
            }
        };
    }

    public Runnable run(Runnable work) {
        return () -> noting(() -> {
            work.run();
            return true;
        });
    }

    private <T> T noting(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            failed(e);
            throw e;
        }
    }

    /// Never fails itself.
    public void failed(Throwable failure) {
        String type = ErrorTypes.of(failure);
        Instant now = clock.instant();
        Met lately = met.compute(type, (_, known) -> known == null ? new Met(now, 1) : known.again(now));
        if (lately.isTold()) {
            try {
                int more = lately.times() - lately.times() / 10;
                shared.change(known ->
                        Change.to(known.orElse(ErrorTypes.NONE).with(service, type, now, more), Optional.empty()));
            } catch (RuntimeException e) {
                LOG.warn("an error is not noted for cards of alarms: {}", e.toString());
            }
        }
    }
}
