package tidings.localstack.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The execution environments of one function: as many as its invocations need, within the limits; idle ones are
/// stopped. Thread-safe.
///
/// When all environments are busy, an invocation waits a moment before another one is started. Lambda starts one at
/// once, but here the start of a process takes longer than most invocations; and it takes a core, so there is one at
/// a time for two of them, for all functions together. A function's first one starts in any case.
final class Environments implements Environment.Owner, AutoCloseable {
    private static final int MOST_STARTING = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final InvocationResult CLOSED =
            new InvocationResult.Rejected(InvocationResult.Rejection.THROTTLED, "the stack is closing");

    private final String function;
    private final FunctionListener listener;
    private final Scaling scaling;
    private final int reserved;
    private final AtomicInteger starting;
    private final Function<Environment.Owner, Environment> starter;
    private final Set<Environment> live = new HashSet<>();
    private final Set<Environment> initializing = new HashSet<>();
    private final Deque<Environment> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<Lease>> waiting = new ArrayDeque<>();
    private int running;
    private boolean drained;
    private boolean closed;

    /// What a waiting invocation gets: an environment, or the reason why there is none.
    private sealed interface Lease {
        record Granted(Environment environment) implements Lease {}

        record Denied(InvocationResult outcome) implements Lease {}
    }

    /// @param reserved how many invocations may run at the same time; more are throttled
    /// @param starting how many environments of all functions are being started
    Environments(
            String function,
            FunctionListener listener,
            Scaling scaling,
            OptionalInt reserved,
            AtomicInteger starting,
            Function<Environment.Owner, Environment> starter) {
        this.function = function;
        this.listener = listener;
        this.scaling = scaling;
        this.reserved = reserved.orElse(Integer.MAX_VALUE);
        this.starting = starting;
        this.starter = starter;
    }

    /// Runs one invocation and waits for its result.
    InvocationResult invoke(byte[] event, String traceId) throws InterruptedException {
        if (!PayloadLimits.allowsEvent(event)) {
            return new InvocationResult.Rejected(
                    InvocationResult.Rejection.TOO_LARGE, PayloadLimits.eventTooLarge(event));
        }
        listener.begun(function);
        if (!enter()) {
            return told(
                    new InvocationResult.Rejected(InvocationResult.Rejection.THROTTLED, "Rate Exceeded."),
                    Optional.empty());
        }
        try {
            return switch (lease()) {
                case Lease.Granted(Environment environment) -> {
                    long began = System.nanoTime();
                    InvocationResult outcome = environment.invoke(event, traceId);
                    yield told(outcome, Optional.of(Duration.ofNanos(System.nanoTime() - began)));
                }
                case Lease.Denied(InvocationResult outcome) -> told(outcome, Optional.empty());
            };
        } finally {
            leave();
        }
    }

    private InvocationResult told(InvocationResult outcome, Optional<Duration> took) {
        listener.ended(function, outcome, took);
        return outcome;
    }

    /// Starts the warm environments, and waits until one of them is idle. The result states why none will be.
    Optional<InvocationResult> warmUp() throws InterruptedException {
        synchronized (this) {
            while (live.size() < scaling.warm() && live.size() < scaling.max() && !closed) {
                grow();
            }
            if (live.isEmpty()) {
                return Optional.empty();
            }
        }
        return switch (lease()) {
            case Lease.Granted(Environment environment) -> {
                idle(environment);
                yield Optional.empty();
            }
            case Lease.Denied(InvocationResult outcome) -> Optional.of(outcome);
        };
    }

    /// Stops environments that have been idle too long.
    void shrink() {
        Environment longest;
        synchronized (this) {
            longest = idle.peekLast();
            if (longest == null
                    || live.size() <= scaling.warm()
                    || longest.idleFor().compareTo(scaling.idle()) < 0) {
                return;
            }
            remove(longest);
        }
        longest.stop();
    }

    /// Called after a replacement: each environment stops as soon as it is idle.
    void drain() {
        synchronized (this) {
            drained = true;
        }
        retire();
    }

    /// Stops all idle environments, including the warm ones.
    void retire() {
        List<Environment> retired;
        synchronized (this) {
            retired = List.copyOf(idle);
            retired.forEach(this::remove);
        }
        retired.forEach(Environment::stop);
    }

    synchronized List<Long> pids() {
        return live.stream().map(Environment::pid).toList();
    }

    private synchronized boolean enter() {
        if (running >= reserved) {
            return false;
        }
        running++;
        return true;
    }

    private synchronized void leave() {
        running--;
    }

    private Lease lease() throws InterruptedException {
        CompletableFuture<Lease> lease = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return new Lease.Denied(CLOSED);
            }
            if (!idle.isEmpty()) {
                return new Lease.Granted(idle.pop());
            }
            waiting.add(lease);
            if (live.isEmpty()) {
                grow();
            }
        }
        growLaterFor(lease);
        try {
            return lease.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lease is never an exception", e);
        }
    }

    /// The more there are, the later: functions that have one share the turns to start before others have many.
    private synchronized void growLaterFor(CompletableFuture<Lease> lease) {
        long millis = scaling.growth().multipliedBy(Math.max(1, live.size())).toMillis();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> growFor(lease));
    }

    private synchronized void growFor(CompletableFuture<Lease> lease) {
        if (lease.isDone() || initializing.size() >= waiting.size()) {
            return;
        } else if (live.isEmpty() || starting.get() < MOST_STARTING) {
            grow();
        } else {
            growLaterFor(lease);
        }
    }

    private synchronized void grow() {
        int max = Math.min(scaling.max(), reserved);
        if (closed || live.size() >= max) {
            return;
        }
        // Its callbacks wait for this lock, so they find it registered.
        Environment environment = starter.apply(this);
        live.add(environment);
        initializing.add(environment);
        starting.incrementAndGet();
    }

    @Override
    public synchronized void idle(Environment environment) {
        started(environment);
        if (!live.contains(environment)) {
            return;
        }
        CompletableFuture<Lease> next = waiting.poll();
        if (next != null) {
            next.complete(new Lease.Granted(environment));
        } else if (drained) {
            remove(environment);
            environment.stop();
        } else {
            idle.push(environment);
        }
    }

    @Override
    public synchronized void ended(Environment environment, Optional<InvocationResult.Failed> initFailure) {
        if (!remove(environment)) {
            return;
        }
        // As with Lambda, the invocation that the environment was started for gets the failure.
        initFailure.ifPresent(failure -> {
            CompletableFuture<Lease> next = waiting.poll();
            if (next != null) {
                next.complete(new Lease.Denied(failure));
            }
        });
        boolean replace = initFailure.isEmpty() && !drained && live.size() < scaling.warm();
        if (replace || (!waiting.isEmpty() && initializing.size() < waiting.size())) {
            grow();
        }
    }

    private void started(Environment environment) {
        if (initializing.remove(environment)) {
            starting.decrementAndGet();
        }
    }

    private boolean remove(Environment environment) {
        started(environment);
        idle.remove(environment);
        return live.remove(environment);
    }

    @Override
    public void close() {
        List<Environment> all;
        synchronized (this) {
            closed = true;
            waiting.forEach(lease -> lease.complete(new Lease.Denied(CLOSED)));
            waiting.clear();
            all = List.copyOf(live);
        }
        all.forEach(Environment::stop);
    }
}
