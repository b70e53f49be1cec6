package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicInteger most = new AtomicInteger(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger highest = new AtomicInteger();
    private final Semaphore entered = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Gate<String> gate = new Gate<>(this::work, most::get);

    /// Takes until the test lets it end.
    private Verdict work(Delivery<String> delivery) {
        highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
        entered.release();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside.decrementAndGet();
        }
        return Verdict.DONE;
    }

    private static Delivery<String> message() {
        return new Delivery<>("hello", "1", 1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void soManyMessagesAreHandledAtOnceAndAllInTheEnd(int wide) throws Exception {
        most.set(wide);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                verdicts.add(CompletableFuture.supplyAsync(() -> gate.handle(message()), threads));
            }
            entered.acquire(wide);
            assertThat(inside.get()).isEqualTo(wide);
            end.countDown();
            for (CompletableFuture<Verdict> verdict : verdicts) {
                assertThat(verdict.get()).isEqualTo(Verdict.DONE);
            }
        }
        assertThat(highest.get()).isEqualTo(wide);
    }

    @Test
    void aGateThatIsWidenedLetsMoreIn() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            CompletableFuture<Verdict> first = CompletableFuture.supplyAsync(() -> gate.handle(message()), threads);
            entered.acquire();
            CompletableFuture<Verdict> second = CompletableFuture.supplyAsync(() -> gate.handle(message()), threads);
            most.set(2);
            entered.acquire();
            end.countDown();
            assertThat(first.get()).isEqualTo(Verdict.DONE);
            assertThat(second.get()).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void whatFindsNoRoomUntilTheDeadlineComesBackAndHasNotFailed() throws Exception {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            CompletableFuture<Verdict> first = CompletableFuture.supplyAsync(() -> gate.handle(message()), threads);
            entered.acquire();

            assertThat(new Deadline(NOW, () -> NOW).during(() -> gate.handle(message())))
                    .isEqualTo(new Verdict.Retry(Duration.ofSeconds(1)));
            end.countDown();
            assertThat(first.get()).isEqualTo(Verdict.DONE);
        }
    }

    @Test
    void aMessageThatFailsLeavesItsRoom() {
        Gate<String> failing = new Gate<>(
                _ -> {
                    throw new IllegalStateException("broken");
                },
                () -> 1);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> failing.handle(message())).hasMessage("broken");
        }
    }
}
