package tidings.aws;

import java.time.Duration;

/// What becomes of a message that was handled.
public sealed interface Verdict {
    /// It is taken off the queue.
    record Done() implements Verdict {}

    /// It comes back after a pause, as often as it takes.
    record Retry(Duration pause) implements Verdict {}

    /// It goes to the dead letters at once: trying again would not help.
    record DeadLetter(String because) implements Verdict {}

    Verdict DONE = new Done();

    /// For a message that needs something that is away. Comes back soon enough that whoever waits is served within
    /// two minutes after the end of an outage, a circuit breaker's pause included.
    ///
    /// @param attempt of the delivery, from 1
    static Retry whileAway(int attempt) {
        return afterPause(attempt, Duration.ofSeconds(45));
    }

    /// After 2, 4, 8 … seconds, at most `longest`.
    static Retry afterPause(int attempt, Duration longest) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempt, 10));
        return new Retry(pause.compareTo(longest) > 0 ? longest : pause);
    }
}
