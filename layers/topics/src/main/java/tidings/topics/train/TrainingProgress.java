package tidings.topics.train;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Prints the progress of a long job to the console, at most once every two seconds. Thread-safe.
final class TrainingProgress {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource clock;
    private final Instant begin;
    private Instant last;

    TrainingProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.instant();
        this.last = begin;
    }

    /// Reports the progress of a step; most reports are not printed.
    synchronized void at(String step, int done, int of) {
        if ((done & 0x3FF) == 0 && Duration.between(last, clock.instant()).compareTo(INTERVAL) > 0) {
            say("%s: %,d of %,d".formatted(step, done, of));
        }
    }

    /// Prints a line.
    synchronized void say(String line) {
        last = clock.instant();
        out.printf("%4d s  %s%n", Duration.between(begin, last).toSeconds(), line);
    }

    /// The UTC date on which the job started.
    LocalDate today() {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC);
    }
}
