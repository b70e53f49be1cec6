package tidings.rollout;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Runs smoke tests on versions of functions. Thread-safe.
record SmokeTester(LambdaClient lambda) {
    private static final Logger LOG = LoggerFactory.getLogger(SmokeTester.class);

    /// Whether all tests pass; logs every problem.
    boolean pass(List<SmokeTest> tests) {
        List<String> problems =
                tests.stream().map(this::problem).flatMap(Optional::stream).toList();
        problems.forEach(problem -> LOG.error("traffic stays on the old version: {}", problem));
        return problems.isEmpty();
    }

    /// A version that cannot be tested gets no traffic.
    private Optional<String> problem(SmokeTest test) {
        try {
            InvokeResponse response = lambda.invoke(
                    request -> request.functionName(test.version()).payload(SdkBytes.fromUtf8String(test.event())));
            return response.functionError() == null
                    ? test.problem(response.payload().asUtf8String())
                    : Optional.of(test.function() + " fails: " + response.functionError());
        } catch (RuntimeException e) {
            LOG.error("smoke test of {} failed", test.function(), e);
            return Optional.of(test.function() + " could not be tested");
        }
    }
}
