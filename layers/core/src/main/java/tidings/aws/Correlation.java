package tidings.aws;

import java.util.Optional;
import org.slf4j.MDC;

/// The id that ties everything together that one update gives rise to. It stands in every log line while something is
/// handled, and travels with every message that is queued meanwhile. Bound to the thread.
public final class Correlation {
    /// The message attribute that carries it.
    public static final String ATTRIBUTE = "correlation";

    private static final String LOG_FIELD = "correlation_id";

    private Correlation() {}

    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(LOG_FIELD));
    }

    /// Runs `work` under an id and takes the id away afterwards.
    public static void with(String id, Runnable work) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_FIELD, id)) {
            work.run();
        }
    }
}
