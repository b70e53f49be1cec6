package tidings.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.AwsClients;
import tidings.aws.CachedSecrets;
import tidings.aws.Correlation;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Meter;

/// Takes Telegram's POST at the function's URL: 200 for what is queued and for what will never be an update, 401 for a
/// wrong secret, 405 for another method, an error (which Telegram answers with a repetition) if nothing can be queued.
public final class WebhookHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    /// https://core.telegram.org/bots/api#setwebhook; function URLs hand on header names in lower case.
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";

    private final InstantSource clock = InstantSource.system();
    private final Webhook webhook;
    private final Meter meter;

    public WebhookHandler() {
        WebhookConfig config = WebhookConfig.from(Env.system());
        CachedSecrets secrets = CachedSecrets.of(AwsClients.secretsManager(), InstantSource.system());
        this(
                new Webhook(
                        () -> secrets.get(config.webhookSecretArn()),
                        new SqsUpdateQueue(AwsClients.sqs(), config.updatesQueueUrl())),
                new EmfMeter(config.service()));
        Core.getGlobalContext().register(this);
    }

    WebhookHandler(Webhook webhook, Meter meter) {
        this.webhook = webhook;
        this.meter = meter;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
        return Invocation.run(context, clock, () -> answer(webhook, request, meter));
    }

    private static APIGatewayV2HTTPResponse answer(Webhook webhook, APIGatewayV2HTTPEvent request, Meter meter) {
        if (!"POST".equals(request.getRequestContext().getHttp().getMethod())) {
            return status(405);
        }
        Optional<String> shown = Optional.ofNullable(request.getHeaders()).map(headers -> headers.get(SECRET_HEADER));
        return switch (webhook.receive(shown, body(request))) {
            case Webhook.Outcome.Queued(UpdateHead head) -> {
                meter.count("UpdateReceived", "queued", 1);
                Correlation.with("u" + head.updateId(), () -> LOG.info("update queued"));
                yield status(200);
            }
            case Webhook.Outcome.NotAnUpdate _ -> {
                meter.count("UpdateReceived", "not-an-update", 1);
                LOG.warn("a body that is not an update was dropped");
                yield status(200);
            }
            case Webhook.Outcome.Unauthorized _ -> {
                meter.count("UpdateReceived", "unauthorized", 1);
                yield status(401);
            }
        };
    }

    private static byte[] body(APIGatewayV2HTTPEvent request) {
        if (request.getBody() == null) {
            return new byte[0];
        }
        return request.getIsBase64Encoded()
                ? Base64.getDecoder().decode(request.getBody())
                : request.getBody().getBytes(StandardCharsets.UTF_8);
    }

    private static APIGatewayV2HTTPResponse status(int code) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(code)
                .withHeaders(Map.of("content-type", "text/plain"))
                .withBody("")
                .build();
    }

    /// Takes a sample update through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Webhook rehearsal = new Webhook(() -> "rehearsal", (_, body) -> SqsUpdateQueue.allowed(body));
        APIGatewayV2HTTPEvent sample = APIGatewayV2HTTPEvent.builder()
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("POST")
                                .build())
                        .build())
                .withHeaders(Map.of(SECRET_HEADER, "rehearsal"))
                .withBody("{\"update_id\":0,\"message\":{\"chat\":{\"id\":0}}}")
                .build();
        answer(rehearsal, sample, Meter.silent());
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        LOG.debug("restored");
    }
}
