package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// What surrounds the work of every invocation: its fields in each log line, its trace, and its deadline.
public final class Invocation {
    private Invocation() {}

    public static <T> T run(Context context, InstantSource clock, Supplier<T> work) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        return PowertoolsLogging.withLogging(
                context,
                () -> Trace.with(
                        Optional.ofNullable(context.getXrayTraceId()), () -> Deadline.within(left, clock, work)));
    }
}
