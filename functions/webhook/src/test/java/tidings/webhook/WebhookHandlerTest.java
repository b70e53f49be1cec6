package tidings.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookHandlerTest {
    private static final String UPDATE = "{\"update_id\":7,\"message\":{\"chat\":{\"id\":4711},\"text\":\"שלום 🙂\"}}";

    private final TestContext context = new TestContext(Duration.ofSeconds(10));
    private final List<SendMessageRequest> queued = new ArrayList<>();
    private final RecordingMeter meter = new RecordingMeter();
    private final ManualClock clock = new ManualClock();
    private final WebhookHandler handler = handler(request -> {
        queued.add(request);
        return SendMessageResponse.builder().build();
    });

    @Test
    void queuesAnUpdateUnchangedInTheOrderOfItsChat() {
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE))
                .isEqualTo(200);

        assertThat(queued).singleElement().satisfies(message -> {
            assertThat(message.messageBody()).isEqualTo(UPDATE);
            assertThat(message.queueUrl()).isEqualTo("updates");
            assertThat(message.messageGroupId()).isEqualTo("4711");
            assertThat(message.messageDeduplicationId()).isEqualTo("7");
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
        APIGatewayV2HTTPEvent request = request("POST", Map.of("x-telegram-bot-api-secret-token", "wrong"), UPDATE);
        request.getRequestContext().getHttp().setSourceIp(address);

        assertThat(handler.handleRequest(request, context).getStatusCode()).isEqualTo(401);
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
    void decodesTheBodyOfNobodyWhoDoesNotKnowTheSecret() {
        APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent() {
            @Override
            public String getBody() {
                throw new AssertionError("the body was read");
            }
        };
        request.setRequestContext(request("POST", Map.of(), null).getRequestContext());

        assertThat(handler.handleRequest(request, context).getStatusCode()).isEqualTo(401);
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
        APIGatewayV2HTTPEvent request = request("POST", Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);
        request.setIsBase64Encoded(true);

        assertThat(handler.handleRequest(request, context).getStatusCode()).isEqualTo(200);
        assertThat(queued).isEmpty();
    }

    @Test
    void queuesEscapedCharactersAsTheyAre() {
        String update = "{\"update_id\":7,\"text\":\"\\ud83d\\ude42 \\ud83d \\u0000 \\uffff\"}";
        post(Map.of("x-telegram-bot-api-secret-token", "right"), update);

        assertThat(queued).extracting(SendMessageRequest::messageBody).containsExactly(update);
    }

    @Test
    void anUpdateThatComesTwiceHasTheSameNameInTheQueue() {
        post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);
        post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE);

        assertThat(queued)
                .extracting(SendMessageRequest::messageDeduplicationId)
                .containsExactly("7", "7");
    }

    @Test
    void decodesABase64Body() {
        APIGatewayV2HTTPEvent request = request(
                "POST",
                Map.of("x-telegram-bot-api-secret-token", "right"),
                Base64.getEncoder().encodeToString(UPDATE.getBytes(StandardCharsets.UTF_8)));
        request.setIsBase64Encoded(true);

        assertThat(handler.handleRequest(request, context).getStatusCode()).isEqualTo(200);
        assertThat(queued).extracting(SendMessageRequest::messageBody).containsExactly(UPDATE);
    }

    @Test
    void rejectsOtherMethodsThanPost() {
        assertThat(handler.handleRequest(request("GET", Map.of(), null), context)
                        .getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void failsIfQueueingFailsSoThatTelegramRepeatsTheUpdate() {
        WebhookHandler broken = handler(_ -> {
            throw new IllegalStateException("queue is gone");
        });

        assertThatThrownBy(() -> broken.handleRequest(
                        request("POST", Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE), context))
                .hasMessageContaining("queue is gone");
    }

    @Test
    void escapesCharactersThatSqsRejects() {
        post(Map.of("x-telegram-bot-api-secret-token", "right"), "{\"update_id\":7,\"text\":\"a\uFFFFb\"}");

        assertThat(queued)
                .extracting(SendMessageRequest::messageBody)
                .containsExactly("{\"update_id\":7,\"text\":\"a\\uFFFFb\"}");
    }

    @Test
    void isPrimedWithoutSideEffects() {
        handler.beforeCheckpoint(null);

        assertThat(queued).isEmpty();
        assertThat(meter.outcomes("UpdateReceived")).isEmpty();
    }

    private WebhookHandler handler(Function<SendMessageRequest, SendMessageResponse> sqs) {
        SqsClient client = new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                return sqs.apply(request);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // There is nothing open.
            }
        };
        return new WebhookHandler(new Webhook(() -> "right", new UpdateQueue(client, "updates")), meter, clock);
    }

    private int post(Map<String, String> headers, String body) {
        return handler.handleRequest(request("POST", headers, body), context).getStatusCode();
    }

    private static APIGatewayV2HTTPEvent request(String method, Map<String, String> headers, String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .withHeaders(headers)
                .withBody(body)
                .build();
    }
}
