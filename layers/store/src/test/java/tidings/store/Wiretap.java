package tidings.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy between a driver and Postgres that records what the driver sends
/// (https://www.postgresql.org/docs/current/protocol-message-formats.html). Thread-safe.
final class Wiretap implements AutoCloseable {
    private final ServerSocket listener;
    private final int postgres;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();

    private Wiretap(ServerSocket listener, int postgres) {
        this.listener = listener;
        this.postgres = postgres;
    }

    /// Listens on a free port and forwards to `postgres`, a local port.
    static Wiretap to(int postgres) throws IOException {
        Wiretap tap = new Wiretap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), postgres);
        Thread.ofVirtual().start(tap::listen);
        return tap;
    }

    int port() {
        return listener.getLocalPort();
    }

    /// The texts of all statements, in the order in which they were sent.
    List<String> statements() {
        return List.copyOf(statements);
    }

    /// The names of prepared statements.
    List<String> names() {
        return List.copyOf(names);
    }

    private void listen() {
        try {
            while (true) {
                Socket driver = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), postgres);
                driver.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> forward(driver, server));
                Thread.ofVirtual().start(() -> copy(server, driver));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void forward(Socket driver, Socket server) {
        try (driver;
                server) {
            DataInputStream in = new DataInputStream(driver.getInputStream());
            OutputStream out = server.getOutputStream();
            out.write(message(body(in)).array());
            while (true) {
                int type = in.readByte();
                byte[] body = body(in);
                note(type, ByteBuffer.wrap(body));
                out.write(ByteBuffer.allocate(1 + Integer.BYTES + body.length)
                        .put((byte) type)
                        .put(message(body))
                        .array());
            }
        } catch (EOFException | SocketException _) {
            // One side closed its connection.
        } catch (IOException e) {
            throw new IllegalStateException("the wiretap failed", e);
        }
    }

    private static void copy(Socket server, Socket driver) {
        try (InputStream in = server.getInputStream()) {
            in.transferTo(driver.getOutputStream());
        } catch (IOException _) {
            // One side closed its connection.
        }
    }

    private void note(int type, ByteBuffer body) {
        if (type == 'Q') {
            statements.add(text(body));
        } else if (type == 'P') {
            String name = text(body);
            if (!name.isEmpty()) {
                names.add(name);
            }
            statements.add(text(body));
        }
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // A string ends with a zero byte.
        }
        return new String(body.array(), start, body.position() - start - 1, StandardCharsets.UTF_8);
    }

    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        return body;
    }

    private static ByteBuffer message(byte[] body) {
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .flip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
