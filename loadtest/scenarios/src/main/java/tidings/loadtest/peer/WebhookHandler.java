package tidings.loadtest.peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tidings.aws.Json;

/// Queues the update and answers 200.
public final class WebhookHandler implements RequestStreamHandler {
    private static final byte[] OK = "{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8);

    private final Hop updates = Hop.to("UPDATES_QUEUE_URL");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        String body = Json.mapper().readTree(event).path("body").asText();
        JsonNode update = Json.mapper().readTree(body);
        updates.send(
                update.at("/message/chat/id").asText(), update.path("update_id").asText(), body);
        response.write(OK);
    }
}
