package tidings.aws;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/// X-Ray's trace header of what is being handled. A message that was queued under a trace is handled under the same, so
/// that one trace holds an update's way through all functions. Bound to the thread.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html
public final class Trace {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Trace() {}

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
