package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SharedTidings.class)
class ApiIT {
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=night-shift/20261120/us-east-1/execute-api/"
            + "aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tidings tidings;

    ApiIT(Tidings tidings) {
        this.tidings = tidings;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(tidings.stack().url("Api").resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void everybodyMayAskHowItIs() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("health"));
        JsonNode health = Json.mapper().readTree(answer.body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(health.at("/status").asText()).isEqualTo("ready");
        assertThat(health.at("/version").asText()).startsWith("1.0.0+");
        health.at("/dependencies")
                .forEach(dependency -> assertThat(dependency.at("/status").asText())
                        .as(answer.body())
                        .isNotEqualTo("dead"));
    }

    @Test
    void numbersAreForOperators() throws IOException, InterruptedException {
        assertThat(send(request("api/v1/metrics")).statusCode()).isEqualTo(403);

        HttpResponse<String> answer = send(request("api/v1/metrics").header("Authorization", SIGNED));
        JsonNode metrics = Json.mapper().readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(metrics.at("/system/profile").asText()).isEqualTo("development");
        assertThat(metrics.at("/queues/updates/visible").isInt()).isTrue();
        assertThat(metrics.at("/pool/active").isInt()).isTrue();
    }

    @Test
    void anOperatorTurnsATunableAndIsNamedForIt() throws IOException, InterruptedException {
        HttpResponse<String> refused = change("{\"value\":99999999,\"reason\":\"all at once\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("fetches-per-minute must be from 0 to 90 scheduled readings");

        HttpResponse<String> done = change("{\"value\":15,\"reason\":\"more for people who wait\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(Json.mapper().readTree(done.body()).at("/change/author").asText())
                .endsWith("user/night-shift");
    }

    private HttpResponse<String> change(String body) throws IOException, InterruptedException {
        return send(request("api/v1/tunables/fetches-per-minute")
                .header("Authorization", SIGNED)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }
}
