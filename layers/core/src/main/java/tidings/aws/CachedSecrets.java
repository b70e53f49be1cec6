package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Secrets of AWS Secrets Manager, asked for again after five minutes, so that a rotated one is soon in use. While
/// Secrets Manager does not answer, the last known value serves. Thread-safe.
public final class CachedSecrets implements Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSecrets.class);
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Secrets source;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String value, Instant since) {}

    CachedSecrets(Secrets source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    public static CachedSecrets of(SecretsManagerClient client, InstantSource clock) {
        return new CachedSecrets(
                arn -> client.getSecretValue(request -> request.secretId(arn)).secretString(), clock);
    }

    @Override
    public String get(String arn) {
        return known.compute(arn, this::refreshed).value();
    }

    private Known refreshed(String arn, Known last) {
        Instant now = clock.instant();
        if (last != null && last.since().plus(FRESH).isAfter(now)) {
            return last;
        }
        try {
            return new Known(source.get(arn), now);
        } catch (RuntimeException e) {
            if (last == null) {
                throw e;
            }
            LOG.warn("a secret is not refreshed: {}", e.toString());
            return last;
        }
    }

    /// Forgets everything, as after a restore from a snapshot or when a secret turned out to be wrong.
    public void forget() {
        known.clear();
    }
}
