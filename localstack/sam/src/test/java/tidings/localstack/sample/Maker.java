package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Makes a custom resource, or does not, as its property `Ending` says: `SUCCESS`, `FAILED`, or `SILENCE` for no
/// answer.
public final class Maker implements RequestHandler<Map<String, Object>, Void> {
    @Override
    public Void handleRequest(Map<String, Object> event, Context context) {
        String ending =
                ((Map<?, ?>) event.get("ResourceProperties")).get("Ending").toString();
        if (!ending.equals("SILENCE")) {
            answer(
                    URI.create(event.get("ResponseURL").toString()),
                    "{\"Status\":\"" + ending + "\",\"Reason\":\"" + event.get("RequestType") + " of "
                            + event.get("LogicalResourceId") + " as asked\"}");
        }
        return null;
    }

    private static void answer(URI address, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(address)
                            .PUT(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
