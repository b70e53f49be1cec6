package tidings.scraper;

import java.time.Instant;
import tidings.domain.SourceProblem;

/// How the fetch of a feed ended.
sealed interface FetchResult {
    /// The feed was read to its end.
    ///
    /// @param posts how many were handed on
    record Fetched(int posts) implements FetchResult {}

    /// The source does not give this feed.
    record Refused(SourceProblem reason) implements FetchResult {}

    /// Nothing for now; posts that were handed on already are part of a feed that broke off.
    ///
    /// @param reason a transient problem of the source
    /// @param notBefore when a retry may help
    /// @param what went wrong, for the operator
    record Later(SourceProblem reason, Instant notBefore, String what) implements FetchResult {}
}
