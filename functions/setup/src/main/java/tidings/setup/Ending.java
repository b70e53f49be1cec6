package tidings.setup;

/// How a change ended.
sealed interface Ending {
    record Done(String physicalId) implements Ending {}

    /// @param reason for who deploys
    record Failed(String physicalId, String reason) implements Ending {}
}
