package tidings.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Time that passes only where something waits, and the threads that live in it.
///
/// Of all threads exactly one runs at a time; it hands over at [#sleep], to whoever is due next. Events of the same
/// moment keep the order in which they were planned, so a run depends on nothing but its seed.
final class VirtualTime implements InstantSource {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Process> alive = new ArrayList<>();
    private final Process main = new Process("main", () -> {});
    private volatile Process running = main;
    private Throwable failure;
    private long now;
    private long end;
    private long planned;

    /// Either an action, or a process that goes on unless it did so since it began that wait.
    private record Event(long at, long order, Runnable action, Process process, long ofWait)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /// A thread of work that may wait. It dies by a [Crash] at its next step when it is killed.
    final class Process {
        private final String name;
        private final Runnable work;
        private final Semaphore baton = new Semaphore(0);
        private final List<Runnable> afterwards = new ArrayList<>();
        private volatile Thread thread = Thread.currentThread();
        private long waits;
        private boolean started;
        private boolean ended;
        private boolean killed;
        private long killedAt = Long.MAX_VALUE;

        /// What this process works on, for those that watch.
        Object subject = "";

        /// Whether a call of it failed since it began with its subject.
        boolean disturbed;

        /// What it has just sent to Telegram, until somebody looks whether it was noted.
        Object sent;

        private Process(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        void kill() {
            killed = true;
        }

        /// Ends it in the middle of whatever it does then, as Lambda ends a function at its timeout.
        void killAt(long moment) {
            killedAt = moment;
        }

        long killedAt() {
            return killedAt;
        }

        boolean isKilled() {
            return killed;
        }

        private void run() {
            thread = Thread.currentThread();
            try {
                work.run();
            } catch (Crash _) {
                killed = true;
            } catch (Throwable e) {
                failure = e;
            }
            ended = true;
            alive.remove(this);
            afterwards.forEach(Runnable::run);
            handOver(this);
        }

        private void goOn() {
            running = this;
            if (this == main || started) {
                baton.release();
            } else {
                started = true;
                THREADS.execute(this::run);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// The function that makes a call ends there and then.
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String reason) {
            super(reason, null, false, false);
        }
    }

    /// Milliseconds since the start.
    long now() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(now);
    }

    /// The time by a clock that is so many milliseconds fast.
    InstantSource skewed(long fast) {
        return () -> START.plusMillis(now + fast);
    }

    static Instant instant(long moment) {
        return START.plusMillis(moment);
    }

    static long millis(Instant moment) {
        return Duration.between(START, moment).toMillis();
    }

    /// The process at work; the main one where an event is handled that is of none.
    Process running() {
        return running;
    }

    boolean isInProcess() {
        return running != main;
    }

    /// Does something short at a moment; it must not wait.
    void at(long moment, Runnable action) {
        events.add(new Event(Math.max(now, moment), planned++, action, null, 0));
    }

    void after(long millis, Runnable action) {
        at(now + millis, action);
    }

    Process start(String name, Runnable work) {
        Process process = new Process(name, work);
        alive.add(process);
        resume(process, now, 0);
        return process;
    }

    /// Lets the running process wait.
    void sleep(long millis) {
        Process self = running;
        check(self); // whatever caught the crash of a killed process goes no further
        resume(self, Math.max(now, Math.min(now + millis, self.killedAt)), ++self.waits);
        handOver(self);
        check(self);
    }

    private void check(Process self) {
        if (self.killed || now >= self.killedAt) {
            self.killed = true;
            throw new Crash("killed");
        }
    }

    /// Lets the running process wait until all of these have ended, or so many milliseconds; returns whether they
    /// have.
    boolean join(List<Process> others, long most) {
        Process self = running;
        List<Process> open = new ArrayList<>(others);
        open.removeIf(other -> other.ended);
        if (open.isEmpty()) {
            return true;
        }
        long wait = ++self.waits;
        for (Process other : List.copyOf(open)) {
            other.afterwards.add(() -> {
                open.remove(other);
                if (open.isEmpty()) {
                    resume(self, now, wait);
                }
            });
        }
        if (most < Long.MAX_VALUE) {
            resume(self, now + most, wait);
        }
        handOver(self);
        return open.isEmpty();
    }

    private void resume(Process process, long moment, long wait) {
        events.add(new Event(moment, planned++, null, process, wait));
    }

    /// Lets the running process wait until it is resumed.
    void park() {
        running.waits++;
        handOver(running);
    }

    void resume(Process parked) {
        resume(parked, now, parked.waits);
    }

    /// Lets the time pass.
    void run(long length) {
        end = now + length;
        handOver(main);
        now = end;
        if (failure != null) {
            throw new IllegalStateException("the simulation broke off", failure);
        }
    }

    /// Ends whatever is still at work.
    void stop() {
        events.clear();
        for (Process left : List.copyOf(alive)) {
            left.kill();
            if (left.started) {
                resume(left, now, left.waits);
                handOver(main);
            }
        }
    }

    private void handOver(Process self) {
        Process next = next();
        if (next == self && !self.ended) {
            running = self;
            return;
        }
        next.goOn();
        if (self == main) {
            awaitEnd();
        } else if (!self.ended) {
            self.baton.acquireUninterruptibly();
        }
    }

    /// A process that waits for a lock of another that lets time pass would wait for ever.
    private void awaitEnd() {
        try {
            while (!main.baton.tryAcquire(1, TimeUnit.SECONDS)) {
                if (Standstill.isAt(running.thread)) {
                    throw new IllegalStateException(
                            "the simulation stands still: " + running + " waits for a lock of one of " + alive);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The process that is due; the main one when the time is over.
    private Process next() {
        while (failure == null && !events.isEmpty() && events.peek().at() <= end) {
            Event event = events.poll();
            now = Math.max(now, event.at());
            if (event.process() == null) {
                running = main;
                try {
                    event.action().run();
                } catch (RuntimeException | Error e) {
                    failure = e;
                }
            } else if (!event.process().ended && event.ofWait() == event.process().waits) {
                return event.process();
            }
        }
        return main;
    }
}
