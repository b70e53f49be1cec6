package tidings.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tidings.aws.CachedSecrets;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Meter;
import tidings.aws.Priming;
import tidings.aws.Segment;
import tidings.aws.Trace;
import tidings.webhook.SignedAwsJson.Service;

/// Answers Telegram's POST to the function URL: 200 for a queued update and for a body that is not an update, 401 for a
/// wrong secret, 405 for another method, an error if queueing fails, so that Telegram repeats the update.
///
/// Anybody can call the URL, so a refused call costs next to nothing: no body is decoded, no line is logged, and those
/// of Telegram are counted in one metric a minute.
///
/// Every update passes through it, so it loads as few classes as it can: it has no base class, reads the event
/// itself, and writes its lines without the libraries of the other functions.
public final class WebhookHandler implements RequestStreamHandler, Resource {
    static {
        JsonLogs.use();
    }

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    private final Webhook webhook;
    private final Runnable forgetSecret;
    private final Meter meter;
    private final InstantSource clock;
    private final Refusals refusals;

    /// Called by Lambda.
    public WebhookHandler() {
        Env env = Env.system();
        WebhookConfig config = WebhookConfig.from(env);
        InstantSource clock = InstantSource.system();
        RoleCredentials role = new RoleCredentials(env, clock);
        CachedSecrets secrets = new CachedSecrets(
                new StoredSecrets(new SignedAwsJson(Service.SECRETS_MANAGER, env, role, clock)), clock);
        this(
                new Webhook(
                        () -> secrets.get(config.webhookSecretArn()),
                        new UpdateQueue(
                                new SignedAwsJson(Service.SQS, env, role, clock), config.updatesQueueUrl(), clock)),
                secrets::forget,
                EmfLines.of(config.service(), clock),
                clock);
        Core.getGlobalContext().register(this);
    }

    WebhookHandler(Webhook webhook, Runnable forgetSecret, Meter meter, InstantSource clock) {
        this.webhook = webhook;
        this.forgetSecret = forgetSecret;
        this.meter = meter;
        this.clock = clock;
        this.refusals = new Refusals(meter, clock);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        handle(webhook, event, response, context);
    }

    private void handle(Webhook through, InputStream event, OutputStream response, Context context) throws IOException {
        Request request = Request.of(event.readAllBytes());
        try (MDC.MDCCloseable _ = MDC.putCloseable(JsonLog.REQUEST, context.getAwsRequestId())) {
            int status = Invocation.within(context, clock, () -> Segment.of(clock, () -> status(through, request)));
            String json = "{\"statusCode\":" + status + ",\"headers\":{\"content-type\":\"text/plain\"},\"body\":\"\"}";
            response.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private int status(Webhook through, Request request) {
        if (!"POST".equals(request.method())) {
            return 405;
        }
        return switch (through.receive(request.secret(), request::body)) {
            case Webhook.Receipt.Queued(UpdateHead head) -> {
                meter.count("UpdateReceived", "queued", 1);
                yield Trace.correlated("u" + head.updateId(), () -> {
                    LOG.info("update queued");
                    return 200;
                });
            }
            case Webhook.Receipt.NotAnUpdate(String what) -> {
                LOG.warn("dropped a body that is not an update: {}", what);
                yield 200;
            }
            case Webhook.Receipt.Unauthorized _ -> {
                // Anybody may call this URL; only what Telegram sends tells that the secret is wrong.
                if (TelegramNetwork.contains(request.sourceIp())) {
                    refusals.count();
                }
                yield 401;
            }
        };
    }

    /// Reads the secret the way that an update is queued, and takes a sample update, but into no queue.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Webhook primed = new Webhook(() -> "priming", new UpdateQueue((_, input) -> input, "nowhere", clock));
        String sample = """
                {"headers": {"%s": "priming"}, "requestContext": {"http": {"method": "POST", "sourceIp": "127.0.0.1"}},
                 "body": "{\\"update_id\\":0,\\"message\\":{\\"chat\\":{\\"id\\":0}}}", "isBase64Encoded": false}""".formatted(Request.SECRET_HEADER);
        Priming.run(List.of(() -> webhook.secret().get()), () -> {
            InputStream event = new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8));
            try {
                handle(primed, event, OutputStream.nullOutputStream(), Priming.context());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// The secret may have been rotated since the snapshot was taken.
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        forgetSecret.run();
        LOG.debug("restored");
    }
}
