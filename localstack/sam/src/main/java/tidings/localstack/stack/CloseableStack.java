package tidings.localstack.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/// Everything started so far, so that it can be closed at any time, even during the start. Thread-safe.
public final class CloseableStack implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /// @throws CancellationException when this was closed in the meantime; the part is closed, too
    public <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!closed) {
                started.push(part);
                return part;
            }
        }
        Closeables.close(part);
        throw new CancellationException("stopped while starting");
    }

    /// Closes all, in reverse order of their start.
    @Override
    public void close() {
        for (AutoCloseable part = take(); part != null; part = take()) {
            Closeables.close(part);
        }
    }

    private synchronized AutoCloseable take() {
        closed = true;
        return started.poll();
    }
}
