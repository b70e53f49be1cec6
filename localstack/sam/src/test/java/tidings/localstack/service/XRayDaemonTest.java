package tidings.localstack.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class XRayDaemonTest {
    private static final String HEADER = "{\"format\":\"json\",\"version\":1}\n";

    private final XRayDaemon daemon = XRayDaemon.listen();

    @AfterEach
    void stop() {
        daemon.close();
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    bytes,
                    bytes.length,
                    InetAddress.getLoopbackAddress(),
                    daemon.endpoint().getPort()));
        }
    }

    @Test
    void aTraceIsWhatWasSentOfItInTheOrderInWhichItBeganWhateverElseIsSent() throws IOException {
        send(HEADER + "{\"name\":\"bot\",\"trace_id\":\"1-a-1\",\"start_time\":12.5}");
        send("what is this?");
        send("{\"format\":\"xml\"}\n<segment/>");
        send(HEADER + "{\"name\":\"other\",\"trace_id\":\"1-a-2\",\"start_time\":1}");
        send(HEADER + "{\"name\":\"webhook\",\"trace_id\":\"1-a-1\",\"start_time\":12.25}");

        List<JsonNode> trace = await("both segments")
                .atMost(Duration.ofSeconds(90))
                .until(() -> daemon.trace("1-a-1"), segments -> segments.size() == 2);
        assertThat(trace).extracting(segment -> segment.path("name").asText()).containsExactly("webhook", "bot");
        assertThat(daemon.segments()).hasSize(3);
    }
}
