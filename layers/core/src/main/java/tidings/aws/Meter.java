package tidings.aws;

/// Metrics of a function, in its namespace and with its name as `service`. The only further dimension is `outcome`.
/// Each combination costs for every hour in which it is counted, so only what an alarm or the dashboard reads is
/// counted; the rest are fields of log lines. `MetricsTest` compares both. Thread-safe.
@FunctionalInterface
public interface Meter {
    void count(String metric, String outcome, double value);

    /// Publishes what was counted since the last time, at the end of each invocation.
    default void flush() {
        // Most publish at once.
    }

    /// Writes log lines that CloudWatch turns into metrics in the namespace of the function's stack, so that two
    /// stacks in one account are told apart.
    static Meter emf(String service) {
        return new EmfMeter(service, namespace());
    }

    /// That of the function's stack, which the template sets.
    static String namespace() {
        return Env.system().given("POWERTOOLS_METRICS_NAMESPACE").orElse("Tidings");
    }

    /// Measures nothing, for priming.
    static Meter silent() {
        return (_, _, _) -> {};
    }
}
