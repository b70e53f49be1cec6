package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/// A function's part of the way to an answer. A line has the milliseconds that it took (`step_ms`), that its
/// message waited in the queue (`waited_ms`), and since somebody asked (`asked_ms`): each function in each metric
/// would cost by the month. What nobody asked for has no line.
final class Step {
    private static final Logger LOG = LoggerFactory.getLogger(Step.class);

    private Step() {}

    static <T> T run(SQSMessage message, InstantSource clock, Supplier<T> work) {
        long began = clock.millis();
        T result = Segment.of(clock, work);
        Trace.asked()
                .ifPresent(asked -> LOG.info(
                        "step done",
                        StructuredArguments.entry("step_ms", clock.millis() - began),
                        StructuredArguments.entry("waited_ms", waited(message, began)),
                        StructuredArguments.entry("asked_ms", asked.age(clock))));
        return result;
    }

    private static long waited(SQSMessage message, long until) {
        return Attributes.of(message, "SentTimestamp")
                .map(sent -> Math.max(0, until - Long.parseLong(sent)))
                .orElse(0L);
    }
}
