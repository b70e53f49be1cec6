package tidings.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/// What ties everything together that one update gives rise to: a correlation id, which stands in every log line while
/// something is handled, and X-Ray's trace header. Both travel with every message that is queued meanwhile, so that an
/// update's way through all functions is one, and so does the time when somebody [Asked]. Bound to the thread.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
public final class Trace {
    /// The message attribute that carries the correlation id.
    public static final String CORRELATION = "correlation";

    private static final String LOG_FIELD = "correlation_id";
    private static final ScopedValue<String> HEADER = ScopedValue.newInstance();
    private static final ScopedValue<Asked> ASKED = ScopedValue.newInstance();

    private Trace() {}

    /// Does `work` under a trace; under the same as before where none is given.
    static <T> T with(Optional<String> header, Supplier<T> work) {
        return header.isPresent() ? ScopedValue.where(HEADER, header.get()).call(work::get) : work.get();
    }

    public static Optional<String> current() {
        return HEADER.isBound() ? Optional.of(HEADER.get()) : Optional.empty();
    }

    /// Does `work` under a correlation id and takes the id away afterwards.
    public static <T> T correlated(String id, Supplier<T> work) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(LOG_FIELD, id)) {
            return work.get();
        }
    }

    public static Optional<String> correlation() {
        return Optional.ofNullable(MDC.get(LOG_FIELD));
    }

    /// Does `work` for who asked, if anybody did.
    public static <T> T asked(Optional<String> attribute, Supplier<T> work) {
        Optional<Asked> asked = attribute.flatMap(Asked::parse);
        return asked.isPresent() ? ScopedValue.where(ASKED, asked.get()).call(work::get) : work.get();
    }

    public static Optional<Asked> asked() {
        return ASKED.isBound() ? Optional.of(ASKED.get()) : Optional.empty();
    }

    /// What a message has to carry for its correlation to go on.
    static Map<String, MessageAttributeValue> attributes() {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        correlation().ifPresent(id -> attributes.put(CORRELATION, text(id)));
        return attributes;
    }

    /// What it has to carry for its answer to be timed, too.
    ///
    /// @param answers whether it answers who asked
    static Map<String, MessageAttributeValue> attributes(boolean answers) {
        Map<String, MessageAttributeValue> attributes = attributes();
        asked().flatMap(asked -> asked.passOn(answers))
                .ifPresent(asked -> attributes.put(Asked.ATTRIBUTE, text(asked)));
        return attributes;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    /// What a message has to carry for its trace to go on.
    static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> systemAttributes() {
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
