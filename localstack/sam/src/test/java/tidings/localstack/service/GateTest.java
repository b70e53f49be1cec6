package tidings.localstack.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What those who come through a gate see of a server that repeats what it is told.
class GateTest {
    private static final int PATIENCE = 30_000;

    @AutoClose
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    @AutoClose
    private final Gate gate = Gate.before(new InetSocketAddress("127.0.0.1", server.getLocalPort()));

    GateTest() throws IOException {
        Thread.ofVirtual().start(this::repeat);
    }

    @Test
    void everythingComesThroughAnOpenGate() throws IOException {
        try (Socket one = connect();
                Socket other = connect()) {
            assertThat(said(one, 7)).isEqualTo(7);
            assertThat(said(other, 8)).isEqualTo(8);
            assertThat(said(one, 9)).isEqualTo(9);
        }
    }

    @Test
    void behindAShutGateTheServerIsAwayAlsoForWhoWasConnected() throws IOException {
        try (Socket before = connect()) {
            assertThat(said(before, 7)).isEqualTo(7);
            gate.shut();

            assertEnded(before);
            try (Socket during = connect()) {
                assertEnded(during);
            }
        }
        gate.open();
        try (Socket after = connect()) {
            assertThat(said(after, 8)).isEqualTo(8);
        }
    }

    @Test
    void aSilentServerAnswersWhenTheGateOpens() throws IOException {
        try (Socket waiting = connect()) {
            gate.silence();
            waiting.getOutputStream().write(7);
            waiting.setSoTimeout(200);
            assertThatThrownBy(() -> waiting.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            gate.open();
            waiting.setSoTimeout(PATIENCE);
            assertThat(waiting.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void aSlowServerAnswersLaterByTheDelayOfBothDirections() throws IOException {
        try (Socket patient = connect()) {
            gate.slow(Duration.ofMillis(100));
            long began = System.nanoTime();

            assertThat(said(patient, 7)).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(199));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", gate.address().getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static int said(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    /// By an end or a reset, which one depends on what was under way.
    private static void assertEnded(Socket socket) {
        try {
            assertThat(said(socket, 1)).isEqualTo(-1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection is still there", e);
        } catch (IOException _) {
            // reset
        }
    }

    private void repeat() {
        try {
            while (true) {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> {
                    try (caller) {
                        caller.getInputStream().transferTo(caller.getOutputStream());
                    } catch (IOException _) {
                        // the caller has gone
                    }
                });
            }
        } catch (IOException _) {
            // closed
        }
    }
}
