package tidings.localstack.lambda;

import java.time.Duration;

/// How many processes one function has on this machine.
///
/// @param most at the same time, whatever the template allows: more invocations wait
/// @param warm how many are kept although they idle
/// @param growth how long an invocation waits for a busy process before another is started
/// @param idle after which a process that nobody needs is stopped
public record Scaling(int most, int warm, Duration growth, Duration idle) {
    public Scaling {
        if (most < 1 || warm < 0 || warm > most) {
            throw new IllegalArgumentException(
                    "at least one process and no more warm ones than there may be: most=" + most + ", warm=" + warm);
        }
    }
}
