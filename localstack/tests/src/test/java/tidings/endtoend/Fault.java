package tidings.endtoend;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import static org.awaitility.Awaitility.await;

/// Something that goes wrong until a test has seen enough of it.
///
/// @param start makes it once
/// @param again repeats it
/// @param end makes good what would harm other faults
record Fault(Action start, Action again, Duration interval, Action end) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Action NOTHING = () -> {};

    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    static Fault once(Action start) {
        return new Fault(start, NOTHING, Drill.MINUTE.dividedBy(4), NOTHING);
    }

    static Fault every(Duration interval, Action again) {
        return new Fault(NOTHING, again, interval, NOTHING);
    }

    Fault startingWith(Action start) {
        return new Fault(start, again, interval, end);
    }

    Fault endingWith(Action end) {
        return new Fault(start, again, interval, end);
    }

    /// Both at the same time.
    Fault and(Fault other) {
        return new Fault(
                () -> {
                    start.run();
                    other.start.run();
                },
                () -> {
                    again.run();
                    other.again.run();
                },
                interval,
                () -> {
                    end.run();
                    other.end.run();
                });
    }

    /// Makes it until the condition holds.
    void until(String what, Callable<Boolean> condition) throws Exception {
        try {
            start.run();
            await(what)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(interval)
                    .until(() -> {
                        again.run();
                        return condition.call();
                    });
        } finally {
            end.run();
        }
    }

    /// The same, beside others.
    CompletableFuture<Void> besideOthersUntil(String what, Callable<Boolean> condition) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name(what).start(() -> {
            try {
                until(what, condition);
                done.complete(null);
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
