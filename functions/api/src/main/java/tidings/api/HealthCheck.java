package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.api.Health.Readiness;
import tidings.api.Health.State;
import tidings.api.Health.Status;
import tidings.aws.Deadline;
import tidings.aws.Invocation;

/// Probes all dependencies at the same time. The result is cached for some seconds, so that frequent requests put no
/// load on them. Thread-safe.
final class HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final Duration TTL = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<Dependency> dependencies;
    private final String version;
    private final InstantSource clock;
    private Health last;
    private Instant at = Instant.MIN;

    HealthCheck(List<Dependency> dependencies, String version, InstantSource clock) {
        this.dependencies = dependencies;
        this.version = version;
        this.clock = clock;
    }

    synchronized Health health() {
        Instant now = clock.instant();
        if (!at.plus(TTL).isAfter(now)) {
            last = probe();
            at = now;
        }
        return last;
    }

    /// Discards the cached result, as after a restore from a snapshot.
    synchronized void forget() {
        at = Instant.MIN;
    }

    private Health probe() {
        Deadline deadline = Deadline.current().within(TIMEOUT);
        // Not closed: that would wait for a probe that hangs. Its threads end with their calls.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Invocation.THREADS);
        Map<Dependency, Future<State>> probes = new LinkedHashMap<>();
        dependencies.forEach(dependency ->
                probes.put(dependency, threads.submit(() -> deadline.during(() -> state(dependency)))));
        Map<String, State> states = new LinkedHashMap<>();
        probes.forEach((dependency, state) -> states.put(dependency.name(), await(dependency, state, deadline)));
        threads.shutdownNow();
        boolean isReady = dependencies.stream()
                .filter(Dependency::isRequired)
                .noneMatch(dependency -> states.get(dependency.name()).status() == Status.DEAD);
        return new Health(isReady ? Readiness.READY : Readiness.NOT_READY, version, states);
    }

    private State state(Dependency dependency) {
        Instant start = clock.instant();
        Optional<String> problem = dependency.probe().problem();
        Duration elapsed = Duration.between(start, clock.instant());
        if (problem.isEmpty() && elapsed.compareTo(SLOW) > 0) {
            problem = Optional.of("responds slowly");
        }
        return new State(problem.isEmpty() ? Status.ALIVE : Status.DEGRADED, elapsed.toMillis(), problem);
    }

    /// The response says that a dependency does not respond; why is for the log.
    private static State await(Dependency dependency, Future<State> state, Deadline deadline) {
        try {
            return state.get(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("{} does not respond within {} s", dependency.name(), TIMEOUT.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("{} does not respond", dependency.name(), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new State(Status.DEAD, TIMEOUT.toMillis(), Optional.of("does not respond"));
    }
}
