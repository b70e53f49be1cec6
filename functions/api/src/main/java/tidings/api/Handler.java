package tidings.api;

import tidings.aws.HttpResponse;

/// Answers requests.
@FunctionalInterface
interface Handler {
    /// @throws ProblemException for a request that cannot be answered
    HttpResponse handle(Request request);
}
