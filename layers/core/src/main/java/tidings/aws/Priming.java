package tidings.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Running a function's real code before a snapshot of it is taken, so that a restored environment has loaded its
/// classes and made its first connections. What has no effect is done for real, with the clients that serve
/// later; what has one is answered without a network. Log lines and metrics are written as ever, but go nowhere.
public final class Priming {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    /// Longer than all that priming does.
    private static final int PATIENCE_MILLIS = 60_000;

    private Priming() {}

    /// Runs everything on the calling thread, before any invocation.
    ///
    /// @param reads reach what the function needs; what cannot be reached is logged, for a first deployment takes
    ///     snapshots before all of it is there
    /// @param sample takes sample events through the function; its failure shows a broken package or
    ///     configuration
    public static void run(List<Runnable> reads, Runnable sample) {
        List<RuntimeException> unread = new ArrayList<>();
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            reads.forEach(read -> failure(read).ifPresent(unread::add));
            sample.run();
        } catch (RuntimeException e) {
            throw new IllegalStateException("a sample event fails: " + said.toString(StandardCharsets.UTF_8), e);
        } finally {
            System.setOut(out);
        }
        unread.forEach(failure -> LOG.warn("priming cannot reach what is needed: {}", failure.toString()));
    }

    /// Tried twice: the first connection of a cold environment may take longer than a call waits.
    private static Optional<RuntimeException> failure(Runnable read) {
        try {
            read.run();
            return Optional.empty();
        } catch (RuntimeException _) {
            try {
                read.run();
                return Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of(e);
            }
        }
    }

    /// An invocation by nobody.
    public static Context context() {
        return new Sample();
    }

    private record Sample() implements Context {
        @Override
        public String getAwsRequestId() {
            return "priming";
        }

        @Override
        public String getLogGroupName() {
            return "priming";
        }

        @Override
        public String getLogStreamName() {
            return "priming";
        }

        @Override
        public String getFunctionName() {
            return "priming";
        }

        @Override
        public String getFunctionVersion() {
            return "priming";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "priming";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public String getXrayTraceId() {
            return Segment.NOWHERE;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return PATIENCE_MILLIS;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 0;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}
