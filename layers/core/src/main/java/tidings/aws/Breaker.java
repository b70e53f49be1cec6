package tidings.aws;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leaves a dependency alone that failed, or was slow, too often among its last calls. Thread-safe.
///
/// Its state is the metric `BreakerOpen` with the dependency as outcome: 1 while open, 0 while closed, one half while a
/// single call tries whether it is back.
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

    private final String dependency;
    private final Settings settings;
    private final Meter meter;
    private final InstantSource clock;
    private final CircuitBreaker circuit;
    private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.MIN);

    /// When a breaker opens and for how long.
    ///
    /// @param calls how many of the last calls are looked at
    /// @param atLeast how many calls there must have been before it may open; half of those looked at must be bad
    /// @param slow a call that takes longer is bad, though it answers
    /// @param pause how long the dependency is left alone
    public record Settings(int calls, int atLeast, Duration slow, Duration pause) {}

    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /// A call that may end in a checked exception.
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T get() throws E;
    }

    public Breaker(String dependency, Settings settings, Meter meter, InstantSource clock) {
        this.dependency = dependency;
        this.settings = settings;
        this.meter = meter;
        this.clock = clock;
        this.circuit = CircuitBreaker.of(
                dependency,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.calls())
                        .minimumNumberOfCalls(settings.atLeast())
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(settings.slow())
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(_ -> clock.millis(), TimeUnit.MILLISECONDS)
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> {
            LOG.warn("{}: {}", dependency, event.getStateTransition());
            report();
        });
    }

    /// Calls the dependency; an exception is a failure.
    ///
    /// @throws BreakerOpenException if it is not called now
    public <T, E extends Exception> T call(Call<T, E> call) throws E {
        return call(call, _ -> false, _ -> true);
    }

    /// Calls the dependency.
    ///
    /// @param badAnswer whether an answer says that the dependency failed
    /// @param badEnd whether an exception says that the dependency failed, and not that it was asked for nonsense
    /// @throws BreakerOpenException if it is not called now
    public <T, E extends Exception> T call(Call<T, E> call, Predicate<T> badAnswer, Predicate<Exception> badEnd)
            throws E {
        if (!circuit.tryAcquirePermission()) {
            meter.count("BreakerRejected", dependency, 1);
            reportAtTimes();
            throw new BreakerOpenException(dependency, settings.pause());
        }
        long start = circuit.getCurrentTimestamp();
        try {
            T answer = call.get();
            if (badAnswer.test(answer)) {
                failed(start, new IllegalStateException("bad answer"));
            } else {
                succeeded(start);
            }
            return answer;
        } catch (Exception e) {
            if (badEnd.test(e)) {
                failed(start, e);
            } else {
                succeeded(start);
            }
            throw e;
        } finally {
            reportAtTimes();
        }
    }

    public State state() {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    private void succeeded(long start) {
        circuit.onSuccess(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit());
    }

    private void failed(long start, Exception because) {
        circuit.onError(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), because);
    }

    private void reportAtTimes() {
        Instant now = clock.instant();
        Instant last = reported.get();
        if (now.minus(BETWEEN_REPORTS).isAfter(last) && reported.compareAndSet(last, now)) {
            report();
        }
    }

    private void report() {
        meter.count(
                "BreakerOpen",
                dependency,
                switch (state()) {
                    case OPEN -> 1;
                    case HALF_OPEN -> 0.5;
                    case CLOSED -> 0;
                });
    }
}
