package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.api.Health.Life;
import tidings.api.Health.Readiness;
import tidings.api.Health.State;
import tidings.aws.Deadline;
import tidings.aws.Threads;

/// Asks every dependency at once how it is. What it finds serves for some seconds, so that whoever asks often costs the
/// dependencies nothing. Thread-safe.
final class HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMillis(500);
    private static final Duration DEAD = Duration.ofSeconds(2);

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
        if (!at.plus(FRESH).isAfter(now)) {
            last = ask();
            at = now;
        }
        return last;
    }

    /// Forgets what it found, as after a restore from a snapshot.
    synchronized void forget() {
        at = Instant.EPOCH;
    }

    private Health ask() {
        Deadline deadline = Deadline.current().within(DEAD);
        Map<String, State> states = new LinkedHashMap<>();
        // Not closed: that would wait for a probe that hangs. Its threads end with their calls.
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Threads.FACTORY);
        Map<Dependency, Future<State>> asked = new LinkedHashMap<>();
        dependencies.forEach(dependency ->
                asked.put(dependency, threads.submit(() -> deadline.during(() -> state(dependency)))));
        asked.forEach((dependency, state) -> states.put(dependency.name(), await(dependency, state, deadline)));
        threads.shutdownNow();
        boolean ready = dependencies.stream()
                .filter(Dependency::needed)
                .noneMatch(dependency -> states.get(dependency.name()).status() == Life.DEAD);
        return new Health(ready ? Readiness.READY : Readiness.NOT_READY, version, states);
    }

    private State state(Dependency dependency) {
        Instant start = clock.instant();
        String wrong = dependency.probe().ask();
        Duration took = Duration.between(start, clock.instant());
        if (wrong.isEmpty() && took.compareTo(LATE) > 0) {
            wrong = "it answers late";
        }
        return new State(wrong.isEmpty() ? Life.ALIVE : Life.DEGRADED, took.toMillis(), wrong);
    }

    /// Whoever asks learns that a dependency does not answer; why is for the log.
    private static State await(Dependency dependency, Future<State> state, Deadline deadline) {
        try {
            return state.get(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("{} does not answer within {} s", dependency.name(), DEAD.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("{} does not answer", dependency.name(), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new State(Life.DEAD, DEAD.toMillis(), "it does not answer");
    }
}
