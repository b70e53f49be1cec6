package tidings.localstack.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Speaks to the sandbox as an honest script would.
final class SandboxClient implements AutoCloseable {
    static final String AGENT = "test:tidings.sandbox:1.0 (by /u/nobody)";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SandboxClient(URI base) {
        this.base = base;
    }

    String token() throws IOException, InterruptedException {
        return JSON.readTree(askToken("sandbox-client", "sandbox-secret").body())
                .path("access_token")
                .asText();
    }

    HttpResponse<String> askToken(String id, String secret) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(base.resolve("/api/v1/access_token"))
                .header("Authorization", "Basic " + basic)
                .header("User-Agent", AGENT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    }

    HttpResponse<String> get(String token, String path) throws IOException, InterruptedException {
        return get(token, path, AGENT);
    }

    HttpResponse<String> get(String token, String path, String agent) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", agent));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> sendTo(String path, String method, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /// The posts of a listing.
    static List<JsonNode> posts(HttpResponse<String> response) throws IOException {
        List<JsonNode> posts = new ArrayList<>();
        tree(response).path("data").path("children").forEach(child -> posts.add(child.path("data")));
        return posts;
    }

    static List<String> names(HttpResponse<String> response) throws IOException {
        return posts(response).stream().map(post -> post.path("name").asText()).toList();
    }

    static JsonNode tree(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
