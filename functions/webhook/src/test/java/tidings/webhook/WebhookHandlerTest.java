package tidings.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookHandlerTest {
    private static final String UPDATE = "{\"update_id\":7,\"message\":{\"chat\":{\"id\":4711},\"text\":\"שלום 🙂\"}}";

    private final TestContext context = new TestContext(Duration.ofSeconds(10));
    private final List<JsonNode> queued = new ArrayList<>();
    private final RecordingMeter meter = new RecordingMeter();
    private final ManualClock clock = new ManualClock();
    private final WebhookHandler handler = handler((operation, input) -> {
        assertThat(operation).isEqualTo("SendMessage");
        queued.add(json(input));
        return input;
    });

    @Test
    void queuesAnUpdateUnchangedInTheOrderOfItsChat() {
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE))
                .isEqualTo(200);

        assertThat(queued).singleElement().satisfies(message -> {
            assertThat(message.path("MessageBody").textValue()).isEqualTo(UPDATE);
            assertThat(message.path("QueueUrl").textValue()).isEqualTo("updates");
            assertThat(message.path("MessageGroupId").textValue()).isEqualTo("4711");
            assertThat(message.path("MessageDeduplicationId").textValue()).isEqualTo("7");
            assertThat(message.at("/MessageAttributes/correlation/StringValue").textValue())
                    .isEqualTo("u7");
            assertThat(message.at("/MessageAttributes/asked/StringValue").textValue())
                    .as("when it was received, for the time of its answer")
                    .isEqualTo(Long.toString(clock.millis()));
        });
        assertThat(meter.outcomes("UpdateReceived")).containsExactly("queued");
    }

    @Test
    void rejectsARequestWithoutTheSecret() {
        assertThat(post(Map.of(), UPDATE)).isEqualTo(401);
        assertThat(post(null, UPDATE)).isEqualTo(401);
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "wrong"), UPDATE))
                .isEqualTo(401);
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", ""), UPDATE)).isEqualTo(401);

        assertThat(queued).isEmpty();
    }

    /// Anybody may call the URL, and must not ring an alarm.
    @ParameterizedTest
    @CsvSource({
        "149.154.160.0, 1", "149.154.175.255, 1", "91.108.4.1, 1", "91.108.7.255, 1", "127.0.0.1, 1", "::1, 1",
        "149.154.159.255, 0", "149.154.176.0, 0", "91.108.3.255, 0", "91.108.8.0, 0", "192.0.2.1, 0", "2001:db8::1, 0"
    })
    void countsAWrongSecretOnlyIfTelegramSentIt(String address, int counted) {
        ObjectNode request = request("POST", Map.of("x-telegram-bot-api-secret-token", "wrong"), UPDATE);
        ((ObjectNode) request.at("/requestContext/http")).put("sourceIp", address);

        assertThat(status(handler, request)).isEqualTo(401);
        assertThat(meter.outcomes("UpdateReceived")).hasSize(counted);
    }

    @Test
    void publishesRefusalsOnceAMinuteAndLosesNoneBetween() {
        for (int call = 0; call < 1_000; call++) {
            post(Map.of("x-telegram-bot-api-secret-token", "wrong"), UPDATE);
        }
        assertThat(meter.values("UpdateReceived", "unauthorized")).containsExactly(1.0);

        clock.advance(Duration.ofMinutes(1));
        post(Map.of(), UPDATE);
        assertThat(meter.values("UpdateReceived", "unauthorized")).containsExactly(1.0, 1_000.0);
    }

    @Test
    void readsTheBodyOfNobodyWhoDoesNotKnowTheSecret() {
        Webhook webhook = new Webhook(() -> "right", new UpdateQueue(null, "updates", clock));

        assertThat(webhook.receive(Optional.of("wrong"), () -> {
                    throw new AssertionError("the body was read");
                }))
                .isEqualTo(new Webhook.Receipt.Unauthorized());
    }

    static Stream<String> bodiesThatAreNoUpdates() {
        return Stream.of(
                null,
                "",
                "hello",
                "null",
                "[" + UPDATE + "]",
                "{\"hello\":1}",
                "{\"update_id\":null}",
                UPDATE.substring(1),
                UPDATE + "}",
                "{\"update_id\":7,\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                "{\"update_id\":7,\"a\":\"" + "x".repeat(1_100_000) + "\"}",
                "{\"update_id\":7,\"a\":\"" + "\uFFFF".repeat(200_000) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNoUpdates")
    void acceptsABodyThatWillNeverBeAnUpdateSoThatTelegramDoesNotRepeatIt(String body) {
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), body))
                .isEqualTo(200);

        assertThat(queued).isEmpty();
        assertThat(meter.outcomes("UpdateReceived")).isEmpty();
    }

    @Test
    void acceptsABodyThatIsNotInBase64ThoughItShouldBe() {
        ObjectNode request = request("POST", Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);
        request.put("isBase64Encoded", true);

        assertThat(status(handler, request)).isEqualTo(200);
        assertThat(queued).isEmpty();
    }

    @Test
    void queuesEscapedCharactersAsTheyAre() {
        String update = "{\"update_id\":7,\"text\":\"\\ud83d\\ude42 \\ud83d \\u0000 \\uffff\"}";
        post(Map.of("x-telegram-bot-api-secret-token", "right"), update);

        assertThat(queued)
                .extracting(message -> message.path("MessageBody").textValue())
                .containsExactly(update);
    }

    @Test
    void anUpdateThatComesTwiceHasTheSameNameInTheQueue() {
        post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);
        post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);

        assertThat(queued)
                .extracting(message -> message.path("MessageDeduplicationId").textValue())
                .containsExactly("7", "7");
    }

    @Test
    void decodesABase64Body() {
        ObjectNode request = request(
                "POST",
                Map.of("x-telegram-bot-api-secret-token", "right"),
                Base64.getEncoder().encodeToString(UPDATE.getBytes(StandardCharsets.UTF_8)));
        request.put("isBase64Encoded", true);

        assertThat(status(handler, request)).isEqualTo(200);
        assertThat(queued)
                .extracting(message -> message.path("MessageBody").textValue())
                .containsExactly(UPDATE);
    }

    @Test
    void rejectsOtherMethodsThanPost() {
        assertThat(status(handler, request("GET", Map.of(), null))).isEqualTo(405);
    }

    @Test
    void failsIfQueueingFailsSoThatTelegramRepeatsTheUpdate() {
        WebhookHandler broken = handler((_, _) -> {
            throw new IllegalStateException("queue is gone");
        });

        assertThatThrownBy(() ->
                        status(broken, request("POST", Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE)))
                .hasMessageContaining("queue is gone");
    }

    @Test
    void escapesCharactersThatSqsRejects() {
        post(Map.of("x-telegram-bot-api-secret-token", "right"), "{\"update_id\":7,\"text\":\"a\uFFFFb\"}");

        assertThat(queued)
                .extracting(message -> message.path("MessageBody").textValue())
                .containsExactly("{\"update_id\":7,\"text\":\"a\\uFFFFb\"}");
    }

    @Test
    void isPrimedWithoutAnEffectOrALine() {
        AtomicInteger secretsRead = new AtomicInteger();
        Webhook webhook = new Webhook(
                () -> "right" + secretsRead.incrementAndGet(),
                new UpdateQueue(
                        (_, _) -> {
                            throw new AssertionError("something was queued");
                        },
                        "updates",
                        clock));
        WebhookHandler real = new WebhookHandler(webhook, () -> {}, EmfLines.of("webhook", clock), clock);

        assertThat(Printed.by(() -> real.beforeCheckpoint(null))).isEmpty();
        assertThat(queued).isEmpty();
        assertThat(secretsRead).hasValue(1);
    }

    @Test
    void isPrimedWithoutASecretAndSaysSo() {
        Webhook webhook = new Webhook(
                () -> {
                    throw new IllegalStateException("no secret yet");
                },
                new UpdateQueue(null, "updates", clock));
        WebhookHandler early = new WebhookHandler(webhook, () -> {}, meter, clock);

        assertThatCode(() -> early.beforeCheckpoint(null)).doesNotThrowAnyException();
    }

    @Test
    void asksForItsSecretAgainOnceItIsRestored() {
        List<String> asked = new ArrayList<>();
        WebhookHandler restored = new WebhookHandler(
                new Webhook(() -> "right", new UpdateQueue(null, "updates", clock)),
                () -> asked.add("forgotten"),
                meter,
                clock);

        restored.afterRestore(null);

        assertThat(asked).containsExactly("forgotten");
    }

    private WebhookHandler handler(AwsJson sqs) {
        return new WebhookHandler(
                new Webhook(() -> "right", new UpdateQueue(sqs, "updates", clock)), () -> {}, meter, clock);
    }

    private static JsonNode json(byte[] text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int post(Map<String, String> headers, String body) {
        return status(handler, request("POST", headers, body));
    }

    private int status(WebhookHandler handler, ObjectNode event) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        try {
            byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
            handler.handleRequest(new ByteArrayInputStream(bytes), response, context);
            JsonNode answer = new ObjectMapper().readTree(response.toByteArray());
            assertThat(answer.at("/headers/content-type").textValue()).isEqualTo("text/plain");
            assertThat(answer.path("body").textValue()).isEmpty();
            return answer.path("statusCode").intValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As a function URL sends it, in short.
    private static ObjectNode request(String method, Map<String, String> headers, String body) {
        ObjectNode event = new ObjectMapper().createObjectNode().put("version", "2.0");
        event.set("headers", new ObjectMapper().valueToTree(headers));
        event.putObject("requestContext")
                .put("accountId", "anonymous")
                .putObject("http")
                .put("method", method)
                .put("path", "/")
                .put("sourceIp", "127.0.0.1");
        return event.put("body", body).put("isBase64Encoded", false);
    }
}
