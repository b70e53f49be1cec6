package tidings.aws;

import java.time.Duration;

/// Metrics of a function, in its namespace and with its name as `service`. The only further dimension is `outcome`:
/// each combination costs, so ids belong into log lines.
public interface Meter {
    void count(String metric, String outcome, double value);

    void time(String metric, String outcome, Duration value);

    /// Measures nothing, for priming.
    static Meter silent() {
        return new Meter() {
            @Override
            public void count(String metric, String outcome, double value) {
                // Nothing happened.
            }

            @Override
            public void time(String metric, String outcome, Duration value) {
                // Nothing happened.
            }
        };
    }
}
