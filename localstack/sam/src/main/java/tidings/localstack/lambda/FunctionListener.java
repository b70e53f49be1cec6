package tidings.localstack.lambda;

import java.time.Duration;
import java.util.Optional;

/// Observes invocations and logs. Called by many threads.
public interface FunctionListener {
    /// An invocation of this function (logical id) has begun; [#ended] follows in any case.
    void begun(String function);

    /// @param took how long it ran, if it ran
    void ended(String function, InvocationResult outcome, Optional<Duration> took);

    /// A line of its log.
    void printed(String function, String line);
}
