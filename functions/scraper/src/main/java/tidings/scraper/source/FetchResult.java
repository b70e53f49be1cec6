package tidings.scraper.source;

import java.time.Instant;
import tidings.domain.SourceProblem;

/// The result of fetching a feed.
public sealed interface FetchResult {
    /// The whole feed was fetched.
    ///
    /// @param posts how many were passed on
    record Fetched(int posts) implements FetchResult {}

    /// The source does not give this feed; a retry would not help.
    record Refused(SourceProblem problem) implements FetchResult {}

    /// The fetch failed and can be retried. Posts that were passed on already are an incomplete feed.
    ///
    /// @param problem a transient problem
    /// @param notBefore when a retry can succeed
    /// @param detail what went wrong, for the log
    record Failed(SourceProblem problem, Instant notBefore, String detail) implements FetchResult {}
}
