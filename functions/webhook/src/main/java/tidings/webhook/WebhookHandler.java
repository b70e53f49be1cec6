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
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.AwsClients;
import tidings.aws.CachedSecrets;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Meter;
import tidings.aws.Trace;

/// Answers Telegram's POST to the function URL: 200 for a queued update and for a body that is not an update, 401 for a
/// wrong secret, 405 for another method, an error if queueing fails, so that Telegram repeats the update.
///
/// Anybody can call the URL, so a refused call costs next to nothing: no body is decoded, no line is logged, and those
/// of Telegram are counted in one metric a minute.
///
/// It has no base class: every update passes through it, so it loads as few classes as it can.
public final class WebhookHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    /// https://core.telegram.org/bots/api#setwebhook; a function URL passes header names in lower case.
    private static final String SECRET_HEADER = "x-telegram-bot-api-secret-token";

    private final InstantSource clock;
    private final Webhook webhook;
    private final Meter meter;
    private final Refusals refusals;

    /// Called by Lambda.
    public WebhookHandler() {
        WebhookConfig config = WebhookConfig.from(Env.system());
        CachedSecrets secrets = CachedSecrets.of(AwsClients.secretsManager(), InstantSource.system());
        this(
                new Webhook(
                        () -> secrets.get(config.webhookSecretArn()),
                        new UpdateQueue(AwsClients.sqs(), config.updatesQueueUrl())),
                Meter.emf(config.service()),
                InstantSource.system());
        Core.getGlobalContext().register(this);
    }

    WebhookHandler(Webhook webhook, Meter meter, InstantSource clock) {
        this.webhook = webhook;
        this.meter = meter;
        this.clock = clock;
        this.refusals = new Refusals(meter, clock);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
        return Invocation.run(context, clock, () -> answer(webhook, request, meter, refusals));
    }

    private static APIGatewayV2HTTPResponse answer(
            Webhook webhook, APIGatewayV2HTTPEvent request, Meter meter, Refusals refusals) {
        APIGatewayV2HTTPEvent.RequestContext.Http http =
                request.getRequestContext().getHttp();
        if (!"POST".equals(http.getMethod())) {
            return status(405);
        }
        Optional<String> secret = Optional.ofNullable(request.getHeaders()).map(headers -> headers.get(SECRET_HEADER));
        return switch (webhook.receive(secret, () -> body(request))) {
            case Webhook.Receipt.Queued(UpdateHead head) -> {
                meter.count("UpdateReceived", "queued", 1);
                yield Trace.correlated("u" + head.updateId(), () -> {
                    LOG.info("update queued");
                    return status(200);
                });
            }
            case Webhook.Receipt.NotAnUpdate(String what) -> {
                LOG.warn("dropped a body that is not an update: {}", what);
                yield status(200);
            }
            case Webhook.Receipt.Unauthorized _ -> {
                // Anybody may call this URL; only what Telegram sends tells that the secret is wrong.
                if (TelegramNetwork.contains(http.getSourceIp())) {
                    refusals.count();
                }
                yield status(401);
            }
        };
    }

    /// Empty for a body that is not in Base64 though the request says so.
    private static String body(APIGatewayV2HTTPEvent request) {
        String body = Optional.ofNullable(request.getBody()).orElse("");
        try {
            return request.getIsBase64Encoded()
                    ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                    : body;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static APIGatewayV2HTTPResponse status(int code) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(code)
                .withHeaders(Map.of("content-type", "text/plain"))
                .withBody("")
                .build();
    }

    /// Primes the function: a sample update takes the real path without a network, so that a restored environment has
    /// its classes loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        SqsClient sqs = AwsClients.silent(SqsClient.builder().checksumValidationEnabled(false))
                .build();
        APIGatewayV2HTTPEvent sample = APIGatewayV2HTTPEvent.builder()
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withMethod("POST")
                                .build())
                        .build())
                .withHeaders(Map.of(SECRET_HEADER, "priming"))
                .withBody("{\"update_id\":0,\"message\":{\"chat\":{\"id\":0}}}")
                .build();
        Webhook primed = new Webhook(() -> "priming", new UpdateQueue(sqs, "https://sqs.invalid/updates.fifo"));
        answer(primed, sample, Meter.silent(), refusals);
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        LOG.debug("restored");
    }
}
