package tidings.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import tidings.api.Health.Readiness;
import tidings.api.Health.State;
import tidings.api.Health.Status;

import static org.assertj.core.api.Assertions.assertThat;

class HealthCheckTest {
    private static final Dependency DATABASE = new Dependency("database", true, Optional::empty);

    private static final Dependency GONE = new Dependency("gone", true, () -> {
        throw new IllegalStateException("password=secret");
    });

    private static final ReentrantLock LOCK = new ReentrantLock();

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    private Health of(Dependency... dependencies) {
        return new HealthCheck(List.of(dependencies), "1.0.0+7", InstantSource.system()).health();
    }

    @Test
    void isReadyWhenEveryRequiredDependencyResponds() {
        Health health = of(DATABASE);

        assertThat(health.status()).isEqualTo(Readiness.READY);
        assertThat(health.httpStatus()).isEqualTo(200);
        assertThat(health.dependencies().get("database").status()).isEqualTo(Status.ALIVE);
    }

    @Test
    void isNotReadyWithoutARequiredDependencyAndDoesNotRevealTheCause() {
        Health health = of(DATABASE, GONE);

        assertThat(health.httpStatus()).isEqualTo(503);
        assertThat(health.dependencies().get("gone").reason()).contains("does not respond");
        assertThat(health.toString()).doesNotContain("secret");
    }

    @Test
    void isReadyWithoutAnOptionalDependency() {
        Health health = of(DATABASE, new Dependency("cache", false, GONE.probe()));

        assertThat(health.httpStatus()).isEqualTo(200);
        assertThat(health.dependencies().get("cache").status()).isEqualTo(Status.DEAD);
    }

    @Test
    void aDependencyThatReportsAProblemIsDegraded() {
        State queues = of(new Dependency("queues", true, () -> Optional.of("3 dead letters need an operator")))
                .dependencies()
                .get("queues");

        assertThat(queues.status()).isEqualTo(Status.DEGRADED);
        assertThat(queues.reason()).contains("3 dead letters need an operator");
    }

    @Test
    void aDependencyThatHangsIsDeadAndDelaysNoOther() {
        CountDownLatch never = new CountDownLatch(1);
        Health health = of(DATABASE, new Dependency("hanging", true, () -> {
            await(never);
            return Optional.empty();
        }));

        assertThat(health.dependencies().get("hanging").status()).isEqualTo(Status.DEAD);
        assertThat(health.dependencies().get("database").status()).isEqualTo(Status.ALIVE);
    }

    /// Loading it takes the lock that another probe holds.
    private static final class Slow {
        static {
            LOCK.lock();
            LOCK.unlock();
        }

        static Optional<String> loaded() {
            return Optional.empty();
        }
    }

    @Test
    void probesThatLoadEachOthersClassesDoNotDeadlock() {
        int others = 4 * Runtime.getRuntime().availableProcessors();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch loading = new CountDownLatch(others);
        List<Dependency> dependencies = new ArrayList<>();
        dependencies.add(new Dependency("holder", true, () -> {
            LOCK.lock();
            try {
                locked.countDown();
                await(loading);
            } finally {
                LOCK.unlock();
            }
            return Optional.empty();
        }));
        for (int other = 0; other < others; other++) {
            dependencies.add(new Dependency("loader " + other, true, () -> {
                await(locked);
                loading.countDown();
                return Slow.loaded();
            }));
        }

        assertThat(of(dependencies.toArray(Dependency[]::new)).dependencies().values())
                .noneMatch(state -> state.status() == Status.DEAD);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aResultIsReusedForFiveSeconds() {
        AtomicInteger probes = new AtomicInteger();
        HealthCheck check = new HealthCheck(
                List.of(new Dependency("database", true, () -> {
                    probes.incrementAndGet();
                    return Optional.empty();
                })),
                "1.0.0+7",
                () -> now);

        check.health();
        now = now.plusSeconds(4);
        check.health();
        assertThat(probes).hasValue(1);

        now = now.plusSeconds(1);
        check.health();
        assertThat(probes).hasValue(2);
    }
}
