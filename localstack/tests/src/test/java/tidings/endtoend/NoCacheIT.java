package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tidings.aws.Json;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.stack.StartupListener;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// A stack that is deployed with `UseCache=false`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoCacheIT {
    private final Tidings tidings = Tidings.start(
            Project.root(),
            LocalOptions.SANDBOXES.withoutCache(),
            settings -> settings.logs(Project.root().resolve("localstack/tests/target/no-cache")),
            StartupListener.SILENT);

    @AfterAll
    void stop() {
        tidings.close();
    }

    @Test
    void peopleAreServedAndNobodyConnectsToACache() throws Exception {
        Chat ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));

        assertThat(ada.ask("/top java week").text()).contains("r/java · top of the week");
        assertThat(ada.ask("/topic programming").text()).contains("r/java");
        assertThat(ada.ask("/follow r/java").buttons()).isNotEmpty();
        assertThat(ada.ask("/top java week").text()).contains("1–5 of");

        assertThat(get("health").at("/status").asText()).isEqualTo("ready");
        assertThat(get("operators/metrics/cache").at("/mode").asText()).isEqualTo("none");
        assertThat(get("api/stats").isObject()).isTrue();
        assertThat(connections()).as("this test's own").isEqualTo(1);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tidings.stack().url("Api").resolve(path))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=night-shift/20261120/us-east-1/execute-api/aws4_request,"
                                + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .build();
        return Json.mapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    /// Since the cache started, as it counts them.
    private int connections() throws IOException {
        InetSocketAddress address = tidings.stack().cache().address();
        try (Socket socket = new Socket(address.getHostString(), address.getPort())) {
            socket.getOutputStream().write("INFO stats\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[8_192];
            int length = 0;
            while (!new String(answer, 0, length, StandardCharsets.US_ASCII).contains("total_commands_processed")) {
                length += socket.getInputStream().read(answer, length, answer.length - length);
            }
            String text = new String(answer, 0, length, StandardCharsets.US_ASCII);
            return Integer.parseInt(text.replaceAll("(?s).*total_connections_received:(\\d+).*", "$1"));
        }
    }
}
