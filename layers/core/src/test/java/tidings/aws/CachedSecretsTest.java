package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CachedSecretsTest {
    private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private volatile Secrets manager = _ -> "first";
    private final AtomicInteger questions = new AtomicInteger();
    private final CachedSecrets secrets = new CachedSecrets(
            arn -> {
                questions.incrementAndGet();
                return manager.get(arn);
            },
            () -> now);

    @Test
    void whileSecretsManagerIsAwayTheLastValueServesAndIsAskedForEveryThirtySecondsOnly() {
        secrets.get("token");
        manager = _ -> {
            now = now.plusSeconds(8);
            throw new UnavailableException("Secrets Manager is away");
        };
        now = now.plus(Duration.ofMinutes(6));

        for (int i = 0; i < 100; i++) {
            assertThat(secrets.get("token")).isEqualTo("first");
        }
        assertThat(questions).hasValue(2);

        now = now.plusSeconds(31);
        assertThat(secrets.get("token")).isEqualTo("first");
        assertThat(questions).hasValue(3);
    }

    @Test
    void theNewValueServesThirtySecondsAfterSecretsManagerIsBack() {
        secrets.get("token");
        now = now.plus(Duration.ofMinutes(6));
        manager = _ -> {
            throw new UnavailableException("Secrets Manager is away");
        };
        secrets.get("token");
        manager = _ -> "second";
        now = now.plusSeconds(30);

        assertThat(secrets.get("token")).isEqualTo("second");
    }

    @Test
    void aSecretThatWasNeverReadFailsAsSecretsManagerDoesAndIsAskedForAtTheNextCall() {
        manager = _ -> {
            throw new UnavailableException("Secrets Manager is away");
        };
        assertThatThrownBy(() -> secrets.get("token")).hasMessage("Secrets Manager is away");

        manager = _ -> "first";
        assertThat(secrets.get("token")).isEqualTo("first");
    }

    @Test
    void aSecretThatTurnsOutWrongIsAskedForAtOnceAndServesWhileThereIsNoOther() {
        secrets.get("token");
        manager = _ -> "second";
        secrets.forget();
        assertThat(secrets.get("token")).isEqualTo("second");

        manager = _ -> {
            throw new UnavailableException("Secrets Manager is away");
        };
        secrets.forget();
        assertThat(secrets.get("token")).isEqualTo("second");
    }

    @Test
    void aQuestionThatHangsHoldsNobodyUpWhoHasAValueOrWantsAnotherSecret() throws Exception {
        secrets.get("token");
        now = now.plus(Duration.ofMinutes(6));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        manager = arn -> arn.equals("token") ? hanging(asked, answered, "second") : "another";

        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Invocation.THREADS)) {
            Future<String> asking = threads.submit(() -> secrets.get("token"));
            asked.await();
            assertThat(secrets.get("token")).isEqualTo("first");
            assertThat(secrets.get("other")).isEqualTo("another");
            answered.countDown();
            assertThat(asking.get()).isEqualTo("second");
        }
    }

    @Test
    void threadsThatMissTogetherAskOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        manager = _ -> hanging(asked, answered, "first");

        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Invocation.THREADS)) {
            Future<String> one = threads.submit(() -> secrets.get("token"));
            asked.await();
            List<Future<String>> others = Stream.generate(() -> threads.submit(() -> secrets.get("token")))
                    .limit(5)
                    .toList();
            answered.countDown();
            assertThat(one.get()).isEqualTo("first");
            for (Future<String> other : others) {
                assertThat(other.get()).isEqualTo("first");
            }
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void whereAnOldValueWouldDoAnAnswerIsWaitedForTwoSecondsAtMost() {
        secrets.get("token");
        now = now.plus(Duration.ofMinutes(6));
        manager = _ -> Deadline.current().left().toString();

        Duration left = Duration.parse(secrets.get("token"));

        assertThat(left).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    private static String hanging(CountDownLatch asked, CountDownLatch answered, String value) {
        asked.countDown();
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return value;
    }
}
