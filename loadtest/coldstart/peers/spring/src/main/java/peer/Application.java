package peer;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Checks the secret, queues the update, logs, answers 200.
@SpringBootApplication
public class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final ObjectMapper json = new ObjectMapper();

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Bean
    SqsClient sqs() {
        return SqsClient.create();
    }

    @Bean
    Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> webhook(SqsClient sqs) {
        String secret = System.getenv("WEBHOOK_SECRET");
        String queue = System.getenv("QUEUE_URL");
        return request -> {
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
        };
    }

    private static APIGatewayV2HTTPResponse status(int code) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(code).build();
    }
}
