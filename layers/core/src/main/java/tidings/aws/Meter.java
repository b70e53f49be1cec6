package tidings.aws;

/// Metrics of a function, in its namespace and with its name as `service`. The only further dimension is `outcome`.
/// Each combination costs for every hour in which it is counted, so only what an alarm or the dashboard reads is
/// counted; the rest are fields of log lines. `MetricsTest` compares both.
@FunctionalInterface
public interface Meter {
    void count(String metric, String outcome, double value);

    /// Measures nothing, for priming.
    static Meter silent() {
        return (_, _, _) -> {};
    }
}
