package tidings.api;

/// Who sent a request, as far as API Gateway authenticated them.
sealed interface Caller {
    record Anonymous() implements Caller {}

    /// Whose SigV4 signature API Gateway verified.
    ///
    /// @param arn of the IAM user or role
    record Operator(String arn) implements Caller {}
}
