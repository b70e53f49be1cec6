package tidings.topics.train;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Tells the person at the console how far a long job is, at most once every two seconds. Thread-safe.
final class Progress {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;
    private Instant last;

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
        this.last = begin;
    }

    /// A step is so far; printed now and then.
    synchronized void at(String step, int done, int of) {
        if ((done & 0x3FF) == 0 && Duration.between(last, clock.instant()).compareTo(PAUSE) > 0) {
            say("%s: %,d of %,d".formatted(step, done, of));
        }
    }

    /// Something worth a line of its own.
    synchronized void say(String line) {
        last = clock.instant();
        out.printf("%4d s  %s%n", Duration.between(begin, last).toSeconds(), line);
    }

    /// The date of the run, in universal time.
    LocalDate today() {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    }
}
