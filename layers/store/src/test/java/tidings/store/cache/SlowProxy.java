package tidings.store.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A proxy between a client and a local server that delays each response.
public final class SlowProxy implements AutoCloseable {
    private final ServerSocket front;
    private final int back;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    public SlowProxy(int back) {
        this.back = back;
        try {
            this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return front.getLocalPort();
    }

    public void delay(Duration each) {
        delay = each;
    }

    @Override
    public void close() throws IOException {
        front.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket client = front.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), back);
                client.setTcpNoDelay(true); // or a small answer waits for the other side's delayed ACK, 40 ms
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                Thread.startVirtualThread(() -> pump(client, server, false));
                Thread.startVirtualThread(() -> pump(server, client, true));
            } catch (IOException _) {
                // Closed, or the server is down, which the client notices.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean late) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            for (int length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (late) {
                    Thread.sleep(delay);
                }
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException _) {
            // One side closed its connection.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
