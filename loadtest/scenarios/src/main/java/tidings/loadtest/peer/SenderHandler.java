package tidings.loadtest.peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import tidings.aws.Env;
import tidings.aws.Json;

/// Sends each message to Telegram, without a limit.
public final class SenderHandler implements RequestStreamHandler {
    private final URI method;

    /// Called by Lambda.
    public SenderHandler() {
        Env env = Env.system();
        method = URI.create(env.text("TELEGRAM_API_URL") + "bot" + env.text("BOT_TOKEN") + "/sendMessage");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        for (JsonNode message : Hop.messages(event)) {
            HttpURLConnection connection = (HttpURLConnection) method.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(Json.mapper().writeValueAsBytes(message));
            }
            try (InputStream in = connection.getInputStream()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        response.write(Hop.DONE);
    }
}
