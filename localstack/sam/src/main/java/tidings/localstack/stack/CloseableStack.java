package tidings.localstack.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/// What has been started so far, so that it can be ended at any time, also in the middle of starting. Thread-safe.
public final class CloseableStack implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    /// @throws CancellationException when everything has been ended meanwhile; the part is ended, too
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

    /// Ends all, last started first.
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
