package tidings.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import tidings.simulator.VirtualTime.Process;

/// What processes do one after the other, although each lets time pass meanwhile, as under a lock.
final class Turn {
    private final VirtualTime time;
    private final Deque<Process> waiting = new ArrayDeque<>();
    private boolean taken;

    Turn(VirtualTime time) {
        this.time = time;
    }

    <T> T take(Supplier<T> work) {
        if (taken) {
            waiting.add(time.running());
            time.park();
        }
        taken = true;
        try {
            return work.get();
        } finally {
            taken = !waiting.isEmpty();
            if (taken) {
                time.resume(waiting.poll());
            }
        }
    }
}
