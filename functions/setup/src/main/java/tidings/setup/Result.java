package tidings.setup;

/// The result of a change.
sealed interface Result {
    record Done(String physicalId) implements Result {}

    /// @param reason for whoever deploys
    record Failed(String physicalId, String reason) implements Result {}
}
