package tidings.localstack.lambda;

import java.time.Duration;
import java.util.Optional;

/// Who is told what functions do. Called by many threads.
public interface FunctionListener {
    /// Somebody calls the function, by logical id; its end is told whatever becomes of it.
    void begun(String function);

    /// @param took how long it ran, if it ran
    void ended(String function, InvocationResult outcome, Optional<Duration> took);

    /// A line of its log.
    void printed(String function, String line);

    FunctionListener NONE = new FunctionListener() {
        @Override
        public void begun(String function) {
            // Nobody watches.
        }

        @Override
        public void ended(String function, InvocationResult outcome, Optional<Duration> took) {
            // Nobody watches.
        }

        @Override
        public void printed(String function, String line) {
            // Nobody watches.
        }
    };
}
