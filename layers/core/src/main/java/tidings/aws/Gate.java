package tidings.aws;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// A role of which an environment handles so many messages at once, however many groups a batch has. What finds no
/// room until the deadline comes back. Thread-safe.
public final class Gate<M> implements Role<M> {
    private static final Verdict NO_ROOM = new Verdict.Retry(Duration.ofSeconds(1));

    /// A gate that is widened meanwhile is noticed as late as this.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Role<M> role;
    private final IntSupplier most;
    private int inside;

    /// @param most at least 1; may change
    public Gate(Role<M> role, IntSupplier most) {
        this.role = role;
        this.most = most;
    }

    @Override
    public Verdict handle(Delivery<M> delivery) {
        if (!enters()) {
            return NO_ROOM;
        }
        try {
            return role.handle(delivery);
        } finally {
            leaves();
        }
    }

    private synchronized boolean enters() {
        Deadline deadline = Deadline.current();
        while (inside >= most.getAsInt()) {
            if (deadline.passed()) {
                return false;
            }
            try {
                wait(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        inside++;
        return true;
    }

    private synchronized void leaves() {
        inside--;
        notifyAll();
    }

    @Override
    public void beforeBatch(Supplier<List<M>> messages) {
        role.beforeBatch(messages);
    }

    @Override
    public void afterBatch() {
        role.afterBatch();
    }
}
