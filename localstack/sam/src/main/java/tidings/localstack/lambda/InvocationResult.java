package tidings.localstack.lambda;

/// How an invocation ended.
public sealed interface InvocationResult {
    /// The function responded; the body is its JSON.
    record Answered(byte[] body) implements InvocationResult {}

    /// The function failed, timed out, or its process exited: what Lambda marks with `X-Amz-Function-Error:
    /// Unhandled`. The body is Lambda's error JSON with `errorType` and `errorMessage`.
    record Failed(byte[] body) implements InvocationResult {}

    /// Lambda rejected the invocation.
    record Rejected(Rejection reason, String message) implements InvocationResult {}

    enum Rejection {
        /// All reserved environments are busy; a retry may succeed.
        THROTTLED,
        /// The event exceeds the limit; a retry is useless.
        TOO_LARGE
    }
}
