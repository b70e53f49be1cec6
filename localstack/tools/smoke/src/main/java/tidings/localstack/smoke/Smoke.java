package tidings.localstack.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidings.aws.Json;

/// Checks a stack from outside, without credentials: whether it is ready, and whether it rejects what it should.
/// Changes nothing and needs no secret. A cold start may take seconds, so each call has a timeout of half a minute.
public final class Smoke {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> STATES = Set.of("alive", "degraded", "dead");
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI api;
    private final URI webhook;

    /// What was expected, and the problem, empty if there is none.
    public record Finding(String expected, Optional<String> wrong) {}

    /// @param api the stack's output `ApiUrl`
    /// @param webhook the stack's output `WebhookUrl`
    public Smoke(URI api, URI webhook) {
        this.api = URI.create(api + (api.toString().endsWith("/") ? "" : "/"));
        this.webhook = webhook;
    }

    /// Runs all checks, the most important first.
    public List<Finding> run() {
        return List.of(
                finding("GET /health says that the stack is ready", get("health"), this::health),
                finding(
                        "GET /api/v1/metrics is for operators only",
                        get("api/v1/metrics"),
                        answer -> status(answer, 403)),
                finding(
                        "the webhook rejects a call without the secret",
                        update(HttpRequest.newBuilder(webhook)),
                        answer -> status(answer, 401)),
                finding(
                        "the webhook rejects a call with a wrong secret",
                        update(HttpRequest.newBuilder(webhook).header(SECRET_HEADER, "wrong")),
                        answer -> status(answer, 401)),
                finding(
                        "the webhook rejects GET",
                        HttpRequest.newBuilder(webhook).GET(),
                        answer -> status(answer, 405)));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).GET();
    }

    /// No valid update: it would be dropped even with the right secret.
    private static HttpRequest.Builder update(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
    }

    private interface Check {
        Optional<String> wrong(HttpResponse<String> answer) throws JsonProcessingException;
    }

    private Finding finding(String expected, HttpRequest.Builder request, Check check) {
        HttpRequest built = request.timeout(PATIENCE).build();
        try {
            return new Finding(expected, check.wrong(http.send(built, BodyHandlers.ofString())));
        } catch (JsonProcessingException e) {
            return new Finding(
                    expected, Optional.of(built.uri() + " does not respond with JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            return new Finding(expected, Optional.of(built.uri() + " does not respond: " + e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling " + built.uri(), e);
        }
    }

    private static Optional<String> status(HttpResponse<String> answer, int expected) {
        return answer.statusCode() == expected
                ? Optional.empty()
                : Optional.of(answer.uri() + " responds with " + answer.statusCode() + " instead of " + expected);
    }

    private Optional<String> health(HttpResponse<String> answer) throws JsonProcessingException {
        JsonNode health = Json.mapper().readTree(answer.body());
        return Stream.of(
                        status(answer, 200),
                        unless("ready".equals(health.path("status").asText()), "its status is not ready"),
                        unless(!health.path("version").asText().isBlank(), "it names no version"),
                        unless(!health.path("dependencies").isEmpty(), "it names no dependency"),
                        unless(
                                health.path("dependencies")
                                        .valueStream()
                                        .allMatch(one -> STATES.contains(
                                                one.path("status").asText())),
                                "a dependency is neither alive nor degraded nor dead"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(wrong -> wrong + ": " + answer.body());
    }

    private static Optional<String> unless(boolean holds, String wrong) {
        return holds ? Optional.empty() : Optional.of(wrong);
    }
}
