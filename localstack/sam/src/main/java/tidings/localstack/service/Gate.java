package tidings.localstack.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands before a server and passes on what is sent, unless the server is to be away, silent or slow for those
/// who come this way. Thread-safe.
public final class Gate implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final InetSocketAddress server;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private State state = State.OPEN;
    private Duration delay = Duration.ZERO;

    private enum State {
        OPEN,
        /// Connections end as soon as they are made.
        AWAY,
        /// Connections are made, and nothing comes through.
        SILENT,
        CLOSED
    }

    private Gate(InetSocketAddress server, ServerSocket listening) {
        this.server = server;
        this.listening = listening;
        threads.execute(this::listen);
    }

    /// Listens on a free loopback port.
    public static Gate before(InetSocketAddress server) {
        try {
            return new Gate(server, new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no free port", e);
        }
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", listening.getLocalPort());
    }

    /// From now on everything comes through again, also what waited.
    public void open() {
        become(State.OPEN, Duration.ZERO);
    }

    /// From now on the server is away: all connections end, and so do new ones.
    public void shut() {
        become(State.AWAY, Duration.ZERO);
        connections.forEach(Gate::end);
    }

    /// From now on the server says nothing.
    public void silence() {
        become(State.SILENT, Duration.ZERO);
    }

    /// From now on whatever is sent, in either direction, comes so much later.
    public void slow(Duration later) {
        become(State.OPEN, later);
    }

    private synchronized void become(State next, Duration later) {
        if (state != State.CLOSED) {
            state = next;
            delay = later;
            notifyAll();
        }
    }

    /// Waits while the server is silent. Returns how much later something is to be passed on.
    private synchronized Duration pass() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return delay;
    }

    private synchronized boolean isAway() {
        return state == State.AWAY || state == State.CLOSED;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                threads.execute(() -> connect(caller));
            } catch (IOException _) {
                // closed, or the caller has gone
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                Socket called = new Socket()) {
            connections.add(caller);
            if (isAway()) {
                return;
            }
            called.connect(new InetSocketAddress(server.getHostString(), server.getPort()));
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
            threads.execute(() -> pump(called, caller));
            pump(caller, called);
        } catch (IOException _) {
            // the server is away by itself
        } finally {
            connections.remove(caller);
        }
    }

    /// Until one side ends.
    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Thread.sleep(pass());
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // one side has gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it has ended
        }
    }

    @Override
    public void close() {
        become(State.CLOSED, Duration.ZERO);
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the gate does not close", e);
        }
        connections.forEach(Gate::end);
        threads.shutdownNow();
    }
}
