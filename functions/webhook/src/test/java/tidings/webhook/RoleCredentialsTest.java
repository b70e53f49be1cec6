package tidings.webhook;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Env;
import tidings.aws.UnavailableException;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoleCredentialsTest {
    private final ManualClock clock = new ManualClock();
    private final FakeService endpoint = new FakeService();
    private final RoleCredentials asked = credentials(Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            endpoint.uri() + "/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "pass"));

    RoleCredentialsTest() throws IOException {}

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void areThoseOfTheEnvironment() {
        assertThat(credentials(Map.of(
                                "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key", "AWS_SESSION_TOKEN", "t"))
                        .get())
                .isEqualTo(new Credentials("id", "key", Optional.of("t")));
        assertThat(credentials(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key"))
                        .get())
                .isEqualTo(new Credentials("id", "key", Optional.empty()));
    }

    @Test
    void anEnvironmentWithoutThemSaysWhatItLacks() {
        assertThatThrownBy(() -> credentials(Map.of()).get()).hasMessageContaining("AWS_ACCESS_KEY_ID");
        assertThatThrownBy(() -> credentials(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "nowhere"))
                        .get())
                .hasMessageContaining("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }

    @Test
    void ofASnapshotAreAskedForAndAgainFiveMinutesBeforeTheyExpire() {
        endpoint.answers(200, answer("first", Duration.ofHours(1))).answers(200, answer("second", Duration.ofHours(3)));

        assertThat(asked.get()).isEqualTo(new Credentials("first", "key", Optional.of("token")));
        clock.advance(Duration.ofMinutes(54));
        assertThat(asked.get().keyId()).isEqualTo("first");
        clock.advance(Duration.ofMinutes(1));
        assertThat(asked.get().keyId()).isEqualTo("second");

        assertThat(endpoint.requests).hasSize(2).allSatisfy(request -> {
            assertThat(request.line()).isEqualTo("GET /credentials");
            assertThat(request.headers()).containsEntry("authorization", "pass");
        });
    }

    @Test
    void serveUntilTheyExpireWhereThereAreNoOthers() {
        endpoint.answers(200, answer("first", Duration.ofMinutes(10))).answers(500, "");

        asked.get();
        clock.advance(Duration.ofMinutes(6));
        assertThat(asked.get().keyId()).isEqualTo("first");
        assertThat(asked.get().keyId()).as("not asked at once again").isEqualTo("first");
        assertThat(endpoint.requests).hasSize(2);

        clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(asked::get).isInstanceOf(UnavailableException.class).hasMessageContaining("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"c\"}",
                "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"c\",\"Expiration\":\"soon\"}",
                "{\"AccessKeyId\":\"a\",\"Token\":\"c\",\"Expiration\":\"2026-11-20T09:00:00Z\"}"
            })
    void anAnswerThatIsNoneIsRefusedWithoutItsSecrets(String answer) {
        endpoint.answers(200, answer);

        assertThatThrownBy(asked::get)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("\"b\"");
    }

    @Test
    void tellNoLogTheirSecrets() {
        assertThat(new Credentials("id", "key", Optional.of("token")).toString())
                .doesNotContain("id", "key", "token");
    }

    private String answer(String keyId, Duration life) {
        Instant end = clock.instant().plus(life);
        return "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"key\",\"Token\":\"token\",\"Expiration\":\"%s\"}"
                .formatted(keyId, end);
    }

    private RoleCredentials credentials(Map<String, String> variables) {
        return new RoleCredentials(Env.of(variables::get), clock);
    }
}
