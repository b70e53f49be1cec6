package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Secrets as Secrets Manager has them.
@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class CachedSecretsIT {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final String name = "secret-" + UUID.randomUUID();
    private final AwsServices aws;
    private final CachedSecrets secrets;

    CachedSecretsIT(AwsPlace place, SharedAws.Places places) {
        this.aws = places.at(place);
        this.secrets = CachedSecrets.of(aws.secretsManager(), now::get);
    }

    @Test
    void aRotatedSecretIsInUseAfterFiveMinutes() {
        String arn = aws.secret(name, "before");
        assertThat(secrets.get(arn)).isEqualTo("before");

        assertThat(aws.secret(name, "after")).isEqualTo(arn);
        assertThat(secrets.get(arn)).isEqualTo("before");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));

        assertThat(secrets.get(arn)).isEqualTo("after");
    }

    @Test
    void aSecretThatTurnedOutWrongIsAskedForAtOnce() {
        String arn = aws.secret(name, "before");
        assertThat(secrets.get(arn)).isEqualTo("before");

        aws.secret(name, "after");
        secrets.forget();

        assertThat(secrets.get(arn)).isEqualTo("after");
    }

    @Test
    void aSecretThatIsNotThereIsSaidAsAwsSaysIt() {
        assertThatThrownBy(() -> secrets.get("arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
