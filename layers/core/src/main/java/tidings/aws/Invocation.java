package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// What surrounds the work of every invocation: its fields in each log line, its trace, and its deadline.
public final class Invocation {
    /// For work beside that of the invocation: platform threads that keep no environment alive. Not virtual ones:
    /// one that initializes a class, or waits until another has, keeps its carrier, of which there are as many as
    /// processors. A function has two or fewer, so a few threads that meet the same classes for the first time can
    /// stop each other for good; in Java 25 that is so (https://bugs.openjdk.org/browse/JDK-8369238).
    public static final ThreadFactory THREADS = Thread.ofPlatform().daemon().factory();

    private Invocation() {}

    public static <T> T run(Context context, InstantSource clock, Supplier<T> work) {
        return PowertoolsLogging.withLogging(context, () -> within(context, clock, work));
    }

    /// Without the fields of log lines, and without the library that sets them.
    public static <T> T within(Context context, InstantSource clock, Supplier<T> work) {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        return Trace.with(trace(context), () -> Deadline.within(left, clock, work));
    }

    /// The class of the context is that of Lambda's runtime, whatever version of its library this project has. One of
    /// before September 2025 has no such method, and keeps the trace in a property.
    private static Optional<String> trace(Context context) {
        try {
            return Optional.ofNullable(context.getXrayTraceId());
        } catch (NoSuchMethodError _) {
            return Optional.ofNullable(System.getProperty("com.amazonaws.xray.traceHeader"));
        }
    }
}
