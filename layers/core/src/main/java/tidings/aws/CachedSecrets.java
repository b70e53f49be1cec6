package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Secrets of AWS Secrets Manager, asked for again after five minutes, so that a rotated one is soon in use. While
/// Secrets Manager does not answer, the last known value serves. One thread asks at a time; the others take the last
/// value, and wait only where there is none. Thread-safe.
public final class CachedSecrets implements Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSecrets.class);
    private static final Duration FRESH = Duration.ofMinutes(5);

    /// Until the next question after one that was not answered.
    private static final Duration RETRY = Duration.ofSeconds(30);

    /// How long an answer is waited for where the last value would do.
    private static final Duration LONGEST_REFRESH = Duration.ofSeconds(2);

    private final Secrets source;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();

    private record Known(String value, Instant until) {}

    public CachedSecrets(Secrets source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    public static CachedSecrets of(SecretsManagerClient client, InstantSource clock) {
        return new CachedSecrets(
                arn -> client.getSecretValue(request -> request.secretId(arn)).secretString(), clock);
    }

    @Override
    public String get(String arn) {
        Known last = known.get(arn);
        if (isFresh(last)) {
            return last.value();
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> others = asked.putIfAbsent(arn, answer);
        if (others == null) {
            return ask(arn, answer);
        }
        return last == null ? join(others) : last.value();
    }

    private String ask(String arn, CompletableFuture<String> answer) {
        Known last = known.get(arn); // again, for another thread may have asked meanwhile
        try {
            String value = isFresh(last) ? last.value() : answer(arn, last);
            answer.complete(value);
            return value;
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            if (last == null) {
                throw e;
            }
            LOG.warn("a secret is not refreshed: {}", e.toString());
            known.put(arn, new Known(last.value(), clock.instant().plus(RETRY)));
            return last.value();
        } finally {
            asked.remove(arn);
        }
    }

    private String answer(String arn, Known last) {
        String value = last == null
                ? source.get(arn)
                : Deadline.current().within(LONGEST_REFRESH).during(() -> source.get(arn));
        known.put(arn, new Known(value, clock.instant().plus(FRESH)));
        return value;
    }

    private boolean isFresh(Known last) {
        return last != null && last.until().isAfter(clock.instant());
    }

    private static String join(CompletableFuture<String> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Has every secret asked for again, as after a restore from a snapshot or when one turned out to be wrong.
    public void forget() {
        known.replaceAll((_, last) -> new Known(last.value(), Instant.MIN));
    }
}
