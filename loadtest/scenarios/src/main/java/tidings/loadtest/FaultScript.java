package tidings.loadtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets faults begin and end one after the other while people go on. A fault that does not begin or end is kept,
/// and the others go on.
final class FaultScript implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<List<String>> log = new ArrayList<>();
    private final Thread running;

    /// @param lasts each fault
    /// @param pause before each fault
    private FaultScript(List<Fault> faults, Duration lasts, Duration pause) {
        this.running = Thread.ofVirtual().name("faults").start(() -> run(faults, lasts, pause));
    }

    /// What is made to happen.
    interface Action {
        void run() throws Exception;
    }

    record Fault(String name, Action begin, Action end) {}

    static FaultScript start(List<Fault> faults, Duration lasts, Duration pause) {
        return new FaultScript(faults, lasts, pause);
    }

    private void run(List<Fault> faults, Duration lasts, Duration pause) {
        long began = System.nanoTime();
        try {
            for (Fault fault : faults) {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                String second = Long.toString(
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
                String begun = attempt(fault.begin());
                closed.await(lasts.toMillis(), TimeUnit.MILLISECONDS);
                note(List.of(fault.name(), "from second " + second, begun, attempt(fault.end())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String attempt(Action action) {
        try {
            action.run();
            return "done";
        } catch (Exception e) {
            return e.toString();
        }
    }

    private void note(List<String> row) {
        synchronized (log) {
            log.add(row);
        }
    }

    /// A row for each fault that is over: its name, when it began, and what came of its beginning and its end.
    List<List<String>> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /// Ends the fault that is on.
    @Override
    public void close() {
        closed.countDown();
        try {
            running.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
