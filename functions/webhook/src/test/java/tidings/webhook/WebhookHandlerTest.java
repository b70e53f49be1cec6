package tidings.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidings.testing.RecordingMeter;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookHandlerTest {
    private static final String UPDATE = "{\"update_id\":7,\"message\":{\"chat\":{\"id\":4711},\"text\":\"שלום 🙂\"}}";

    private final TestContext context = new TestContext(Duration.ofSeconds(10));
    private final List<String> queued = new ArrayList<>();
    private final RecordingMeter meter = new RecordingMeter();
    private final WebhookHandler handler =
            new WebhookHandler(new Webhook(() -> "right", (_, body) -> queued.add(body)), meter);

    @Test
    void queuesAnUpdateAsItCame() {
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), UPDATE))
                .isEqualTo(200);

        assertThat(queued).containsExactly(UPDATE);
        assertThat(meter.outcomes("UpdateReceived")).containsExactly("queued");
    }

    @Test
    void queuesNothingWithoutTheSecret() {
        assertThat(post(Map.of(), UPDATE)).isEqualTo(401);
        assertThat(post(null, UPDATE)).isEqualTo(401);
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "wrong"), UPDATE))
                .isEqualTo(401);
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", ""), UPDATE)).isEqualTo(401);

        assertThat(queued).isEmpty();
    }

    @Test
    void acceptsAndCountsWhatIsNoUpdateSoThatTelegramDoesNotRepeatIt() {
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), "{\"hello\":1}"))
                .isEqualTo(200);
        assertThat(post(Map.of("x-telegram-bot-api-secret-token", "right"), null))
                .isEqualTo(200);

        assertThat(queued).isEmpty();
        assertThat(meter.outcomes("UpdateReceived")).containsExactly("not-an-update", "not-an-update");
    }

    @Test
    void readsABase64Body() {
        APIGatewayV2HTTPEvent request = request(
                "POST",
                Map.of("x-telegram-bot-api-secret-token", "right"),
                Base64.getEncoder().encodeToString(UPDATE.getBytes(StandardCharsets.UTF_8)));
        request.setIsBase64Encoded(true);

        assertThat(handler.handleRequest(request, context).getStatusCode()).isEqualTo(200);
        assertThat(queued).containsExactly(UPDATE);
    }

    @Test
    void answersNothingButPost() {
        assertThat(handler.handleRequest(request("GET", Map.of(), null), context)
                        .getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void failsWhenNothingCanBeQueuedSoThatTelegramRepeats() {
        Webhook broken = new Webhook(() -> "right", (_, _) -> {
            throw new IllegalStateException("queue is gone");
        });

        assertThatThrownBy(
                        () -> broken.receive(java.util.Optional.of("right"), UPDATE.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("queue is gone");
    }

    @Test
    void escapesWhatSqsRefuses() {
        assertThat(SqsUpdateQueue.allowed("{\"text\":\"a\uFFFFb\"}")).isEqualTo("{\"text\":\"a\\uFFFFb\"}");
    }

    @Test
    void rehearsesWithoutTouchingAnything() {
        handler.beforeCheckpoint(null);

        assertThat(queued).isEmpty();
        assertThat(meter.outcomes("UpdateReceived")).isEmpty();
    }

    private int post(Map<String, String> headers, String body) {
        return handler.handleRequest(request("POST", headers, body), context).getStatusCode();
    }

    private static APIGatewayV2HTTPEvent request(String method, Map<String, String> headers, String body) {
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod(method)
                                .build())
                        .build())
                .withHeaders(headers)
                .withBody(body)
                .build();
    }
}
