package tidings.setup;

/// How a change ended.
sealed interface Result {
    record Done(String physicalId) implements Result {}

    /// @param reason for who deploys
    record Failed(String physicalId, String reason) implements Result {}
}
