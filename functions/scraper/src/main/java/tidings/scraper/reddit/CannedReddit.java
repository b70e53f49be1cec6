package tidings.scraper.reddit;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tidings.aws.Deadline;
import tidings.scraper.source.Transport;

/// Answers every request with a priming sample, without a network.
final class CannedReddit implements Transport {
    private static final String TOKEN = "{\"access_token\": \"priming\", \"expires_in\": 3600}";

    @Override
    public Response send(Request request, Deadline deadline) throws IOException {
        if (request.form().isPresent()) {
            return new Response(
                    request.uri(), 200, Map.of(), new ByteArrayInputStream(TOKEN.getBytes(StandardCharsets.UTF_8)));
        }
        return request.uri().getPath().endsWith(".rss")
                ? sample(request, "priming.xml", "application/atom+xml")
                : sample(request, "priming.json", "application/json");
    }

    private static Response sample(Request request, String name, String contentType) throws IOException {
        InputStream body = CannedReddit.class.getResourceAsStream(name);
        if (body == null) {
            throw new FileNotFoundException(name);
        }
        return new Response(request.uri(), 200, Map.of("content-type", contentType), body);
    }
}
