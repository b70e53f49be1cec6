package tidings.aws;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
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

import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.HALF_OPEN;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.OPEN;

/// Stops calling a dependency whose recent calls failed or were slow too often. Thread-safe.
///
/// Its state is the metric `BreakerOpen` with the dependency as outcome: 1 while open, 0 while closed, 0.5 while half
/// open, when a single call tries whether the dependency is back.
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);

    private final String dependency;
    private final Settings settings;
    private final Meter meter;
    private final InstantSource clock;
    private final CircuitBreaker circuit;
    private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.MIN);

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
                        .minimumNumberOfCalls(settings.minimum())
                        .failureRateThreshold(50)
                        .slowCallRateThreshold(50)
                        .slowCallDurationThreshold(settings.slow())
                        .waitDurationInOpenState(settings.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordResult(settings.failedResult())
                        .recordException(settings.failure())
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .currentTimestampFunction(_ -> clock.millis(), TimeUnit.MILLISECONDS)
                        .build());
        circuit.getEventPublisher().onStateTransition(event -> {
            LOG.warn("{}: {}", dependency, event.getStateTransition());
            report();
        });
    }

    /// @throws BreakerOpenException instead of calling the dependency while the breaker is open
    public <T, E extends Exception> T call(Call<T, E> call) throws E {
        try {
            return circuit.executeCallable(call::get);
        } catch (CallNotPermittedException _) {
            meter.count("BreakerRejected", dependency, 1);
            throw new BreakerOpenException(dependency, settings.pause());
        } catch (Exception e) {
            @SuppressWarnings("unchecked") // the call throws nothing else that is checked
            E declared = (E) e;
            throw declared;
        } finally {
            reportIfDue();
        }
    }

    public CircuitBreaker.State state() {
        return circuit.getState();
    }

    private void reportIfDue() {
        Instant now = clock.instant();
        Instant last = reported.get();
        if (now.minus(REPORT_INTERVAL).isAfter(last) && reported.compareAndSet(last, now)) {
            report();
        }
    }

    private void report() {
        CircuitBreaker.State state = circuit.getState();
        meter.count("BreakerOpen", dependency, state == OPEN ? 1 : state == HALF_OPEN ? 0.5 : 0);
    }
}
