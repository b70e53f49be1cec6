package tidings.api;

/// Who sent a request, as far as that was authenticated.
sealed interface Caller {
    record Anonymous() implements Caller {}

    /// Whose SigV4 signature API Gateway verified, or who sent a key of operators.
    ///
    /// @param arn of the IAM user or role, or the first digits of the key's hash
    record Operator(String arn) implements Caller {}
}
