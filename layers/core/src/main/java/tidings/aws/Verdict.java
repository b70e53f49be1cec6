package tidings.aws;

import java.time.Duration;

/// What becomes of a message that was handled.
public sealed interface Verdict {
    /// It is taken off the queue.
    record Done() implements Verdict {}

    /// It comes back after a pause, and goes to the dead letters when that happened too often.
    record Retry(Duration pause) implements Verdict {}

    /// It goes to the dead letters at once: trying again would not help.
    record DeadLetter(String because) implements Verdict {}

    Verdict DONE = new Done();
}
