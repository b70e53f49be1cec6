package tidings.loadtest.peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tidings.aws.Json;

/// Queues one message for each update: its own words.
public final class BotHandler implements RequestStreamHandler {
    private final Hop outbox = Hop.to("OUTBOX_QUEUE_URL");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        for (JsonNode update : Hop.messages(event)) {
            String chat = update.at("/message/chat/id").asText();
            String message = Json.mapper()
                    .createObjectNode()
                    .put("chat_id", chat)
                    .put("text", update.at("/message/text").asText())
                    .toString();
            outbox.send(chat, update.path("update_id").asText(), message);
        }
        response.write(Hop.DONE);
    }
}
