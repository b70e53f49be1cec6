package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Json;
import tidings.localstack.Tidings;

import static org.assertj.core.api.Assertions.assertThat;

/// What operators do by the API, one request after another.
record Operators(Tidings tidings) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=night-shift/20261120/us-east-1/execute-api/"
            + "aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    void set(String tunable, int value) throws IOException, InterruptedException {
        send(request("operators/api/v1/tunables/" + tunable)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"value\":%d,\"reason\":\"a test\"}".formatted(value))));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(send(request(path)));
    }

    /// What was seen of each suggestion of this moment, by its id, once insights has read CloudWatch again: what it
    /// read in this quarter of an hour it would keep for the rest of it.
    Map<String, String> suggestions() throws IOException, InterruptedException {
        String table = tidings.stack().model().tables().stream()
                .filter(one -> one.id().equals("SourcesTable"))
                .findFirst()
                .orElseThrow()
                .name();
        tidings.stack()
                .tables()
                .client()
                .deleteItem(delete -> delete.tableName(table).key(Map.of("source", AttributeValue.fromS("insights"))));
        tidings.stack().invoke("InsightsFunction", "{}".getBytes(StandardCharsets.UTF_8));
        Map<String, String> seen = new TreeMap<>();
        get("operators/performance/suggestions")
                .forEach(one -> seen.put(one.at("/id").asText(), one.at("/seen").asText()));
        return seen;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(tidings.stack().url("Api").resolve(path)).header("Authorization", SIGNED);
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
