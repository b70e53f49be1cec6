package peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Checks the secret, queues the update, logs, answers 200.
@Named("webhook")
public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = Logger.getLogger(Handler.class);

    private final ObjectMapper json = new ObjectMapper();
    private final String secret = System.getenv("WEBHOOK_SECRET");
    private final String queue = System.getenv("QUEUE_URL");

    @Inject
    SqsClient sqs;

    /// What the function injects.
    public static class Clients {
        @Produces
        @ApplicationScoped
        SqsClient sqs() {
            return SqsClient.create();
        }
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent request, Context context) {
        if (!secret.equals(request.getHeaders().get("x-telegram-bot-api-secret-token"))) {
            return status(401);
        }
        JsonNode update;
        try {
            update = json.readTree(request.getBody());
        } catch (JsonProcessingException e) {
            LOG.warn("not an update", e);
            return status(200);
        }
        sqs.sendMessage(message -> message.queueUrl(queue)
                .messageBody(request.getBody())
                .messageGroupId(update.at("/message/chat/id").asText("0"))
                .messageDeduplicationId(update.path("update_id").asText()));
        LOG.info("update queued");
        return status(200);
    }

    private static APIGatewayV2HTTPResponse status(int code) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(code).build();
    }
}
