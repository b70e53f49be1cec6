package tidings.aws;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/// What ties everything together that one update gives rise to, bound to the thread: an id, which stands in every log
/// line and travels with every message that is queued meanwhile, and X-Ray's trace header. A message that was queued
/// under a trace is handled under the same.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
public final class Trace {
    /// The message attribute that carries the id.
    public static final String CORRELATION = "correlation";

    private static final String LOG_FIELD = "correlation_id";
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Trace() {}

    public static Optional<String> correlation() {
        return Optional.ofNullable(MDC.get(LOG_FIELD));
    }

    /// Runs `work` under an id and takes the id away afterwards.
    public static void correlated(String id, Runnable work) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_FIELD, id)) {
            work.run();
        }
    }

    /// Does `work` under a trace; under the same as before where none is given.
    static <T> T with(Optional<String> header, Supplier<T> work) {
        return header.isPresent() ? ScopedValue.where(CURRENT, header.get()).call(work::get) : work.get();
    }

    public static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// What a message has to carry for its trace to go on.
    public static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> attributes() {
        return current()
                .map(header -> Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue(header)
                                .build()))
                .orElse(Map.of());
    }
}
