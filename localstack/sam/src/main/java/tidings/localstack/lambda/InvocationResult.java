package tidings.localstack.lambda;

/// How an invocation ended.
public sealed interface InvocationResult {
    /// The function answered; the body is its JSON.
    record Answered(byte[] body) implements InvocationResult {}

    /// The function failed, was too slow, or its process ended: what Lambda marks `X-Amz-Function-Error: Unhandled`.
    /// The body is the error as Lambda words it, with `errorType` and `errorMessage`.
    record Failed(byte[] body) implements InvocationResult {}

    /// Lambda did not let the function run.
    record Rejected(Rejection reason, String message) implements InvocationResult {}

    enum Rejection {
        /// All reserved environments are busy: try again.
        THROTTLED,
        /// The event is over the limit: trying again is useless.
        TOO_LARGE
    }
}
