package tidings.loadtest.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.AwsClients;
import tidings.aws.Env;
import tidings.aws.Json;

/// A FIFO queue to the next function. Thread-safe.
///
/// @param url of the queue
record Hop(SqsClient sqs, String url) {
    /// What a function with reports of single failures answers when there are none.
    static final byte[] DONE = "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

    /// To the queue whose URL is in this variable.
    static Hop to(String variable) {
        return new Hop(AwsClients.sqs(), Env.system().text(variable));
    }

    void send(String chat, String id, String body) {
        sqs.sendMessage(message ->
                message.queueUrl(url).messageBody(body).messageGroupId(chat).messageDeduplicationId(id));
    }

    /// The messages of an event.
    static List<JsonNode> messages(InputStream event) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode message : Json.mapper().readTree(event).path("Records")) {
            messages.add(Json.mapper().readTree(message.path("body").asText()));
        }
        return messages;
    }
}
