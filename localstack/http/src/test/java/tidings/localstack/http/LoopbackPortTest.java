package tidings.localstack.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoopbackPortTest {
    @Test
    void aServerCanListenAtAFreePort() {
        int port = LoopbackPort.free();
        try (LoopbackServer server = LoopbackServer.listen(port, "a test", exchange -> {})) {
            assertThat(server.uri()).hasPort(port);
        }
    }

    @Test
    void noOutgoingConnectionGetsSuchAPort() {
        assertThat(LoopbackPort.free()).isBetween(20_000, 32_767);
    }

    @Test
    void aServerThatDoesNotStartIsStartedAtAnotherPort() {
        List<Integer> ports = new ArrayList<>();
        int listens = LoopbackPort.start(port -> {
            ports.add(port);
            if (ports.size() < 3) {
                throw new UncheckedIOException(new IOException("in use"));
            }
            return port;
        });
        assertThat(ports).hasSize(3).endsWith(listens);
    }

    @Test
    void aServerThatNeverStartsSaysWhyEachTime() {
        List<Integer> ports = new ArrayList<>();
        assertThatThrownBy(() -> LoopbackPort.start(port -> {
                    ports.add(port);
                    throw new UncheckedIOException(new IOException("start " + ports.size()));
                }))
                .hasMessageContaining("start 3")
                .hasSuppressedException(new UncheckedIOException(new IOException("start 2")));
        assertThat(ports).hasSize(3);
    }
}
