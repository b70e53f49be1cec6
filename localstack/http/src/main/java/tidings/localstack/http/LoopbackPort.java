package tidings.localstack.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/// Ports for servers that cannot choose one themselves. They lie below those from which Linux takes the local
/// ports of outgoing connections (32768 and above by default), for such a port may be in use by the time the
/// server listens.
public final class LoopbackPort {
    private static final int LOWEST = 20_000;
    private static final int BEYOND = 32_768;
    private static final int STARTS = 3;

    private LoopbackPort() {}

    /// A port that nobody listens on now. Another process may still take it first.
    public static int free() {
        int offset = ThreadLocalRandom.current().nextInt(BEYOND - LOWEST);
        for (int i = 0; i < BEYOND - LOWEST; i++) {
            int port = LOWEST + (offset + i) % (BEYOND - LOWEST);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // In use: the next one.
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + (BEYOND - 1) + " on the loopback");
    }

    /// Starts a server at a free port, and at another one if it does not start: three times at most.
    ///
    /// @throws UncheckedIOException of the last start, with those before it suppressed
    public static <T> T start(IntFunction<T> server) {
        UncheckedIOException failure = null;
        for (int i = 0; i < STARTS; i++) {
            try {
                return server.apply(free());
            } catch (UncheckedIOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }
}
