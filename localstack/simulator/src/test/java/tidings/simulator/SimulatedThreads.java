package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import tidings.simulator.VirtualTime.Crash;
import tidings.simulator.VirtualTime.Process;

/// The threads of an invocation: processes that end with it.
final class SimulatedThreads extends AbstractExecutorService {
    private final VirtualTime time;
    private final Process invocation;
    private final List<Process> threads = new ArrayList<>();
    private boolean isShutdown;

    /// Those of the running process.
    SimulatedThreads(VirtualTime time) {
        this.time = time;
        this.invocation = time.running();
    }

    @Override
    public void execute(Runnable work) {
        Process thread = time.start(invocation.toString(), () -> {
            try {
                work.run();
            } finally {
                if (time.running().isKilled()) {
                    threads.forEach(Process::kill);
                    invocation.kill();
                }
            }
        });
        thread.killAt(invocation.killedAt());
        threads.add(thread);
    }

    @Override
    public boolean awaitTermination(long most, TimeUnit unit) {
        boolean ended = time.join(threads, unit.toMillis(most));
        if (invocation.isKilled()) {
            throw new Crash("a thread ended the environment");
        }
        return ended;
    }

    @Override
    public void shutdown() {
        isShutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        threads.forEach(Process::kill);
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShutdown;
    }

    @Override
    public boolean isTerminated() {
        return false; // asked by nobody
    }
}
