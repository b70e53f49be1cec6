package tidings.aws;

/// Where the code of queues, tables and secrets is tried.
public enum AwsPlace {
    /// The servers of the local stack.
    LOCAL_STACK,
    /// LocalStack: in Docker, or wherever `-Dtidings.aws.endpoint` says; skipped where there is neither.
    LOCALSTACK_OF_OTHERS
}
