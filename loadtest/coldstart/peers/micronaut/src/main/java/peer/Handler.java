package peer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Checks the secret, queues the update, logs, answers 200.
public class Handler extends MicronautRequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(Handler.class);

    private final String secret = System.getenv("WEBHOOK_SECRET");
    private final String queue = System.getenv("QUEUE_URL");

    @Inject
    SqsClient sqs;

    @Inject
    ObjectMapper json;

    /// What the function injects.
    @Factory
    static class Clients {
        @Singleton
        @Bean(preDestroy = "close")
        SqsClient sqs() {
            return SqsClient.create();
        }
    }

    @Override
    public APIGatewayV2HTTPResponse execute(APIGatewayV2HTTPEvent request) {
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
