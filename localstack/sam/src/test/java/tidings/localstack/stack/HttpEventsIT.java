package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/// Function URLs and the HTTP API of the sample template.
@ExtendWith(SampleStack.Shared.class)
class HttpEventsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SampleStack sample;
    private final Stack stack;

    HttpEventsIT(SampleStack sample) {
        this.sample = sample;
        this.stack = sample.stack();
    }

    @Test
    void aFunctionUrlMakesEventsOfRequests() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stack.url("WebFunction").resolve("/hook/x%20y?a=1&b=2&a=3"))
                .header("X-Secret", "One")
                .header("Content-Type", "application/json")
                .header("Cookie", "k=v; l=w")
                .POST(HttpRequest.BodyPublishers.ofString("{\"n\":\"ü\"}"))
                .build();
        JsonNode event = JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("echo");

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asText()).isEqualTo("/hook/x%20y");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&b=2&a=3");
        assertThat(event.path("queryStringParameters").path("a").asText()).isEqualTo("1,3");
        assertThat(event.path("headers").path("x-secret").asText()).isEqualTo("One");
        assertThat(event.path("cookies")).map(JsonNode::asText).containsExactly("k=v", "l=w");
        assertThat(event.path("requestContext").path("http").path("method").asText())
                .isEqualTo("POST");
        assertThat(event.path("body").asText()).isEqualTo("{\"n\":\"ü\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    }

    @Test
    void aFunctionUrlEncodesWhatIsNotText() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(stack.url("WebFunction"))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, 1, 2}))
                .build();
        JsonNode event = JSON.readTree(
                        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .path("echo");

        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.path("body").binaryValue()).containsExactly(0, 1, 2);
    }

    @Test
    void aFunctionAnswersWithStatusHeadersCookiesAndBinaryBody() throws Exception {
        HttpResponse<String> response = sample.post(stack.url("WebFunction"), "do-status");

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.headers().firstValue("x-kind")).contains("teapot");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(response.body()).isEqualTo("short and stout");
    }

    @Test
    void aFailureBehindAFunctionUrlIsABadGateway() throws Exception {
        assertThat(sample.post(stack.url("WebFunction"), "do-throw").statusCode())
                .isEqualTo(502);
    }

    @Test
    void anHttpApiRoutesByMethodAndPath() throws Exception {
        JsonNode one = JSON.readTree(
                        sample.get(stack.url("Api").resolve("/items/a%2Fb")).body())
                .path("echo");
        JsonNode rest = JSON.readTree(
                        sample.get(stack.url("Api").resolve("/items/a/b")).body())
                .path("echo");

        assertThat(one.path("routeKey").asText()).isEqualTo("GET /items/{id}");
        assertThat(one.path("pathParameters").path("id").asText()).isEqualTo("a/b");
        assertThat(rest.path("pathParameters").path("proxy").asText()).isEqualTo("a/b");
        assertThat(sample.get(stack.url("Api").resolve("/else")).statusCode()).isEqualTo(404);
    }
}
