package tidings.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Env;
import tidings.aws.UnavailableException;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SignedAwsJsonTest {
    private static final byte[] INPUT = "{\"MessageBody\":\"שלום 🙂\"}".getBytes(StandardCharsets.UTF_8);
    private static final Credentials CREDENTIALS = new Credentials("id", "secret", Optional.of("session"));

    private final ManualClock clock = new ManualClock();
    private final FakeService aws = new FakeService();
    private final SignedAwsJson sqs = client(aws);

    SignedAwsJsonTest() throws IOException {}

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void sendsTheInputSignedForTheOperation() {
        aws.answers(200, "{\"MessageId\":\"1\"}");

        assertThat(sqs.call("SendMessage", INPUT)).asString().isEqualTo("{\"MessageId\":\"1\"}");

        FakeService.Request request = aws.requests.getFirst();
        assertThat(request.line()).isEqualTo("POST /");
        assertThat(request.body()).isEqualTo(INPUT);
        assertThat(request.headers())
                .containsEntry("content-type", "application/x-amz-json-1.0")
                .containsEntry("x-amz-target", "AmazonSQS.SendMessage")
                .containsEntry("x-amz-security-token", "session")
                .hasEntrySatisfying("x-amz-date", date -> assertThat(date).matches("\\d{8}T\\d{6}Z"));
        TreeMap<String, String> signed = new TreeMap<>(request.headers());
        signed.keySet().retainAll(Set.of("content-type", "host", "x-amz-date", "x-amz-security-token", "x-amz-target"));
        assertThat(request.headers().get("authorization"))
                .isEqualTo(new SignatureV4("sqs", "eu-central-1").of(signed, INPUT, CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_000, 1_048_576})
    void bodiesOfEverySizeComeWhole(int size) {
        String body = "x".repeat(size);
        aws.answers(200, body);

        assertThat(sqs.call("SendMessage", body.getBytes(StandardCharsets.UTF_8)))
                .asString()
                .isEqualTo(body);
        assertThat(aws.requests.getFirst().body()).asString().isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "503, hello", "400, '{\"__type\":\"a.b#ThrottlingException\"}'", "0, ''"})
    void whatPassesIsTriedAgain(int status, String answer) {
        aws.answers(status, answer).answers(status, answer).answers(200, "{}");

        assertThat(sqs.call("SendMessage", INPUT)).asString().isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "503, 503", "0, is not answered"})
    void whatDoesNotPassInThreeAttemptsFails(int status, String said) {
        aws.answers(status, "");

        assertThatThrownBy(() -> sqs.call("SendMessage", INPUT))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Sqs SendMessage")
                .hasMessageContaining(said);
        assertThat(aws.requests.size()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"q\"}', QueueDoesNotExist",
        "403, '{\"__type\":\"AccessDeniedException\"}', AccessDeniedException",
        "404, '<html>', no type",
        "413, '', no type",
        "301, '{}', 301"
    })
    void whatAwsRefusesIsSentOnceAndSaysWhyButNotWhat(int status, String answer, String why) {
        aws.answers(status, answer);

        assertThatThrownBy(() -> sqs.call("SendMessage", INPUT))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(Integer.toString(status))
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("שלום", "session", "secret");
        assertThat(aws.requests).hasSize(1);
    }

    @Test
    void aConnectionThatTheOtherSideHasClosedCostsNothing() throws IOException {
        aws.answers(200, "{}");
        sqs.call("SendMessage", INPUT);
        int port = aws.port();
        aws.close();

        try (FakeService restarted = new FakeService(port).answers(200, "{\"again\":true}")) {
            assertThat(sqs.call("SendMessage", INPUT)).asString().isEqualTo("{\"again\":true}");
            assertThat(restarted.requests).hasSize(1);
        }
    }

    @Test
    void nothingIsSentAfterTheDeadline() {
        aws.answers(200, "{}");

        assertThatThrownBy(() -> Deadline.within(Duration.ZERO, clock, () -> sqs.call("SendMessage", INPUT)))
                .isInstanceOf(DeadlinePassedException.class);
        assertThat(aws.requests).isEmpty();
    }

    @Test
    void secretsAreReadAsTexts() {
        StoredSecrets secrets = new StoredSecrets((operation, input) -> {
            assertThat(operation).isEqualTo("GetSecretValue");
            return new String(input, StandardCharsets.UTF_8).contains("arn:1")
                    ? "{\"ARN\":\"arn:1\",\"SecretString\":\"right\"}".getBytes(StandardCharsets.UTF_8)
                    : "{\"SecretBinary\":\"cg==\"}".getBytes(StandardCharsets.UTF_8);
        });

        assertThat(secrets.get("arn:1")).isEqualTo("right");
        assertThatThrownBy(() -> secrets.get("arn:2"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("arn:2");
    }

    private SignedAwsJson client(FakeService service) {
        Map<String, String> variables = Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_SQS",
                service.uri().toString());
        return new SignedAwsJson(SignedAwsJson.Service.SQS, Env.of(variables::get), () -> CREDENTIALS, clock);
    }
}
