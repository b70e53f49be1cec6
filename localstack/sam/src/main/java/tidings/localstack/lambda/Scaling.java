package tidings.localstack.lambda;

import java.time.Duration;

/// How many processes one function has on this machine.
///
/// @param max the maximum at one time, whatever the template allows; further invocations wait
/// @param warm how many are kept when idle
/// @param growth how long an invocation waits for a busy process before another is started
/// @param idle after how long an unused process is stopped
public record Scaling(int max, int warm, Duration growth, Duration idle) {
    public Scaling {
        if (max < 1 || warm < 0 || warm > max) {
            throw new IllegalArgumentException(
                    "at least one process and no more warm ones than there may be: max=" + max + ", warm=" + warm);
        }
    }

    public Scaling growingAfter(Duration wait) {
        return new Scaling(max, warm, wait, idle);
    }
}
