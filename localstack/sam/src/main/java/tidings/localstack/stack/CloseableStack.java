package tidings.localstack.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/// Everything started so far, so that it can be closed at any time, even during the start. Thread-safe.
public final class CloseableStack implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CloseableStack.class.getName());

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
        close(part);
        throw new CancellationException("stopped while starting");
    }

    /// A failure of one part does not keep the others open.
    static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "cannot stop " + part.getClass().getSimpleName(),
                    e);
        }
    }

    /// Closes all, in reverse order of their start.
    @Override
    public void close() {
        for (AutoCloseable part = take(); part != null; part = take()) {
            close(part);
        }
    }

    private synchronized AutoCloseable take() {
        closed = true;
        return started.poll();
    }
}
