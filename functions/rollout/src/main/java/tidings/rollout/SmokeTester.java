package tidings.rollout;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Calls versions of functions. Thread-safe.
final class Versions {
    private final LambdaClient lambda;

    Versions(LambdaClient lambda) {
        this.lambda = lambda;
    }

    /// What is wrong with a version; empty if nothing is.
    Optional<String> wrong(SmokeTest trial) {
        InvokeResponse response = lambda.invoke(
                request -> request.functionName(trial.version()).payload(SdkBytes.fromUtf8String(trial.event())));
        return response.functionError() == null
                ? trial.wrong(response.payload().asUtf8String())
                : Optional.of(trial.function() + " fails: " + response.functionError());
    }
}
