package tidings.simulator;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.stream.Stream;

/// Tells a simulation that stands still from one that is slow.
final class Standstill {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Standstill() {}

    /// Whether a thread waits for a lock of one that waits for its turn, which so never comes.
    static boolean isAt(Thread thread) {
        ThreadInfo waiting = THREADS.getThreadInfo(thread.threadId());
        return waiting != null && waitsForItsTurn(waiting.getLockOwnerId());
    }

    private static boolean waitsForItsTurn(long thread) {
        ThreadInfo owner = thread < 0 ? null : THREADS.getThreadInfo(thread, Integer.MAX_VALUE);
        return owner != null
                && owner.getThreadState() == Thread.State.WAITING
                && owner.getLockOwnerId() < 0
                && Stream.of(owner.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(VirtualTime.class.getName())
                                && frame.getMethodName().equals("handOver"));
    }
}
