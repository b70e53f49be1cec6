package tidings.aws;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops calling a dependency whose recent calls failed or were slow too often, and lets a single call try whether it
/// is back. Logs each change of its state. Thread-safe.
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /// Calls before a break of this length tell nothing of those after it.
    private static final Duration STALE = Duration.ofMinutes(1);

    private final String dependency;
    private final Settings settings;
    private final CircuitBreaker circuit;
    private final InstantSource clock;
    private final AtomicLong lastCall = new AtomicLong();

    /// When a breaker opens and for how long.
    ///
    /// @param calls size of the sliding window of recent calls
    /// @param minimum calls before it can open; it opens when half of the window failed or was slow
    /// @param slow a call that takes longer counts as failed, even if it returns
    /// @param pause how long it stays open
    /// @param failedResult whether a returned value means that the dependency failed
    /// @param failure whether an exception means that the dependency failed; any other means a wrong call
    public record Settings(
            int calls,
            int minimum,
            Duration slow,
            Duration pause,
            Predicate<Object> failedResult,
            Predicate<Throwable> failure) {
        /// Every exception is a failure, no returned value is.
        public Settings(int calls, int minimum, Duration slow, Duration pause) {
            this(calls, minimum, slow, pause, _ -> false, _ -> true);
        }
    }

    /// A call that may throw a checked exception.
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T get() throws E;
    }

    public Breaker(String dependency, Settings settings, InstantSource clock) {
        this.dependency = dependency;
        this.settings = settings;
        this.clock = clock;
        this.circuit = CircuitBreaker.of(
                dependency,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.calls())
                        .minimumNumberOfCalls(settings.minimum())
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(settings.slow())
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .maxWaitDurationInHalfOpenState(settings.pause())
                        .recordResult(settings.failedResult())
                        .recordException(settings.failure())
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(_ -> clock.millis(), TimeUnit.MILLISECONDS)
                        .build());
        circuit.getEventPublisher()
                .onStateTransition(event -> LOG.warn("{}: {}", dependency, event.getStateTransition()));
    }

    /// @throws BreakerOpenException instead of calling the dependency while the breaker is open
    public <T, E extends Exception> T call(Call<T, E> call) throws E {
        forgetTheStale();
        if (!circuit.tryAcquirePermission()) {
            throw new BreakerOpenException(dependency, settings.pause());
        }
        // Whatever ends the call is reported, or a half-open circuit would wait for its end.
        long begun = circuit.getCurrentTimestamp();
        T result;
        try {
            result = call.get();
        } catch (Throwable e) {
            circuit.onError(circuit.getCurrentTimestamp() - begun, circuit.getTimestampUnit(), e);
            throw e;
        }
        circuit.onResult(circuit.getCurrentTimestamp() - begun, circuit.getTimestampUnit(), result);
        return result;
    }

    /// Failures of a past outage would else open the circuit minutes later, at a call that succeeds.
    private void forgetTheStale() {
        long now = clock.millis();
        if (now - lastCall.getAndSet(now) > STALE.toMillis() && circuit.getState() == CircuitBreaker.State.CLOSED) {
            circuit.reset();
        }
    }

    public CircuitBreaker.State state() {
        return circuit.getState();
    }
}
