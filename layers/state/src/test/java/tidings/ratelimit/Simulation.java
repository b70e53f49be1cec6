package tidings.ratelimit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// Many environments in one thread: events run in order of time. Each environment has a clock with its own skew.
final class Simulation {
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final PriorityQueue<Event> plan =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long planned;

    private record Event(long at, long number, Runnable what) {}

    /// In milliseconds since the start.
    long now() {
        return now;
    }

    InstantSource clock(long skew) {
        return () -> START.plusMillis(now + skew);
    }

    void at(long time, Runnable what) {
        plan.add(new Event(Math.max(time, now), planned++, what));
    }

    void run() {
        for (Event next = plan.poll(); next != null; next = plan.poll()) {
            now = next.at();
            next.what().run();
        }
    }
}
