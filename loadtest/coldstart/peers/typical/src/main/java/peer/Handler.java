package peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Checks the secret, queues the update, logs, counts, answers 200.
public final class Handler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(Handler.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsClient sqs = SqsClient.create();
    private final Metrics metrics = MetricsFactory.getMetricsInstance();
    private final String secret = System.getenv("WEBHOOK_SECRET");
    private final String queue = System.getenv("QUEUE_URL");

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
        return PowertoolsLogging.withLogging(context, () -> answer(request));
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request) {
        if (!secret.equals(request.getHeaders().get("x-telegram-bot-api-secret-token"))) {
            return status(401);
        }
        try {
            JsonNode update = JSON.readTree(request.getBody());
            sqs.sendMessage(message -> message.queueUrl(queue)
                    .messageBody(request.getBody())
                    .messageGroupId(update.at("/message/chat/id").asText("0"))
                    .messageDeduplicationId(update.path("update_id").asText()));
        } catch (JsonProcessingException e) {
            LOG.warn("not an update", e);
            return status(200);
        }
        metrics.addMetric("UpdateReceived", 1, MetricUnit.COUNT);
        metrics.flush();
        LOG.info("update queued");
        return status(200);
    }

    private static APIGatewayV2HTTPResponse status(int code) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(code).build();
    }
}
