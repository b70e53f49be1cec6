package tidings.loadtest.queueing;

import java.util.PriorityQueue;

/// What happens, in its order: at a moment, or after so much work, of which each piece in progress gets on alike.
/// Milliseconds since the beginning. Not thread-safe.
final class Events {
    private final Cores cores;
    private final PriorityQueue<Event> timed = new PriorityQueue<>();
    private final PriorityQueue<Event> worked = new PriorityQueue<>();
    private double now;
    private double done;
    private int pieces;
    private long order;

    /// @param at a moment, or the work that a piece has seen done by then
    private record Event(double at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Double.compare(at, other.at);
        }
    }

    Events(Cores cores) {
        this.cores = cores;
    }

    double now() {
        return now;
    }

    void at(double moment, Runnable action) {
        timed.add(new Event(Math.max(now, moment), order++, action));
    }

    /// Begins a piece of work.
    ///
    /// @param then when it has ended
    void work(double millis, Runnable then) {
        pieces++;
        during(millis, () -> {
            pieces--;
            then.run();
        });
    }

    /// After so much of the work that begins now.
    void during(double millis, Runnable action) {
        worked.add(new Event(done + millis, order++, action));
    }

    /// Until then; what is planned for later stays.
    void run(double until) {
        while (true) {
            double speed = cores.speed(pieces);
            double next =
                    worked.isEmpty() ? Double.MAX_VALUE : now + (worked.peek().at() - done) / speed;
            boolean isWork =
                    next <= (timed.isEmpty() ? Double.MAX_VALUE : timed.peek().at());
            double moment = isWork ? next : timed.peek().at();
            if (moment > until) {
                pass(until, speed);
                return;
            }
            pass(moment, speed);
            Event event = (isWork ? worked : timed).remove();
            if (isWork) {
                done = event.at();
            }
            event.action().run();
        }
    }

    private void pass(double moment, double speed) {
        done += pieces == 0 ? 0 : (moment - now) * speed;
        now = Math.max(now, moment);
    }
}
