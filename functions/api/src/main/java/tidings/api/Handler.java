package tidings.api;

/// Answers requests.
@FunctionalInterface
interface Handler {
    /// @throws ProblemException for a request that cannot be answered
    Response handle(Request request);
}
