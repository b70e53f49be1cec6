package tidings.loadtest.queueing;

/// The processors that everything shares. Work that needs more of them than there are gets all the slower, each
/// piece alike.
///
/// @param count that are free for work
/// @param share of a core that a piece of work needs to go at full speed, with all that others do for it: above 1
///     where several work on it at a time, below where it waits for a clock
public record Cores(double count, double share) {
    /// Of a machine that is never short of them.
    public static final Cores PLENTY = new Cores(1, 0);

    double speed(int pieces) {
        return Math.min(1, count / (pieces * share));
    }
}
