package tidings.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import tidings.api.Health.Life;
import tidings.api.Health.Readiness;
import tidings.api.Health.State;

import static org.assertj.core.api.Assertions.assertThat;

class CheckupTest {
    private static final Dependency DATABASE = new Dependency("database", true, () -> "");

    private static final Dependency GONE = new Dependency("gone", true, () -> {
        throw new IllegalStateException("password=secret");
    });

    private static final ReentrantLock LOCK = new ReentrantLock();

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    private Health of(Dependency... dependencies) {
        return new HealthCheck(List.of(dependencies), "1.0.0+7", InstantSource.system()).health();
    }

    @Test
    void isReadyWhenAllThatIsNeededAnswers() {
        Health health = of(DATABASE);

        assertThat(health.status()).isEqualTo(Readiness.READY);
        assertThat(health.httpStatus()).isEqualTo(200);
        assertThat(health.dependencies().get("database").status()).isEqualTo(Life.ALIVE);
    }

    @Test
    void isNotReadyWithoutWhatIsNeededAndSaysNothingOfTheCause() {
        Health health = of(DATABASE, GONE);

        assertThat(health.httpStatus()).isEqualTo(503);
        assertThat(health.dependencies().get("gone").because()).isEqualTo("it does not answer");
        assertThat(health.toString()).doesNotContain("secret");
    }

    @Test
    void isReadyWithoutWhatIsOnlyUseful() {
        Health health = of(DATABASE, new Dependency("cache", false, GONE.probe()));

        assertThat(health.httpStatus()).isEqualTo(200);
        assertThat(health.dependencies().get("cache").status()).isEqualTo(Life.DEAD);
    }

    @Test
    void whatSaysThatSomethingIsWrongIsDegraded() {
        State queues = of(new Dependency("queues", true, () -> "3 dead letters wait to be looked at"))
                .dependencies()
                .get("queues");

        assertThat(queues.status()).isEqualTo(Life.DEGRADED);
        assertThat(queues.because()).contains("3 dead letters");
    }

    @Test
    void whatHangsIsDeadAndKeepsNobodyWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        Health health = of(DATABASE, new Dependency("hanging", true, () -> {
            await(never);
            return "";
        }));

        assertThat(health.dependencies().get("hanging").status()).isEqualTo(Life.DEAD);
        assertThat(health.dependencies().get("database").status()).isEqualTo(Life.ALIVE);
    }

    /// Loading it takes the lock that another probe holds.
    private static final class Slow {
        static {
            LOCK.lock();
            LOCK.unlock();
        }

        static String loaded() {
            return "";
        }
    }

    @Test
    void probesThatLoadOneAnothersClassesDoNotStopEachOther() {
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
            return "";
        }));
        for (int other = 0; other < others; other++) {
            dependencies.add(new Dependency("loader " + other, true, () -> {
                await(locked);
                loading.countDown();
                return Slow.loaded();
            }));
        }

        assertThat(of(dependencies.toArray(Dependency[]::new)).dependencies().values())
                .noneMatch(state -> state.status() == Life.DEAD);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverAsksOftenIsAnsweredFromTheLastCheckup() {
        AtomicInteger asked = new AtomicInteger();
        HealthCheck checkup = new HealthCheck(
                List.of(new Dependency("database", true, () -> {
                    asked.incrementAndGet();
                    return "";
                })),
                "1.0.0+7",
                () -> now);

        checkup.health();
        now = now.plusSeconds(4);
        checkup.health();
        assertThat(asked).hasValue(1);

        now = now.plusSeconds(1);
        checkup.health();
        assertThat(asked).hasValue(2);
    }
}
