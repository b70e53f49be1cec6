package tidings.scraper.source;

import java.time.Instant;
import java.util.Optional;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;

/// The result of fetching a feed.
public sealed interface FetchResult {
    /// The feed was fetched, as far as the source lists it.
    ///
    /// @param posts how many were passed on
    /// @param skipped how many could not be read
    /// @param last where the listing goes on after it, or may, its last post
    record Fetched(int posts, int skipped, Optional<PostId> last) implements FetchResult {
        public Fetched(int posts) {
            this(posts, 0);
        }

        public Fetched(int posts, int skipped) {
            this(posts, skipped, Optional.empty());
        }

        public Fetched goesOn(Optional<PostId> after) {
            return new Fetched(posts, skipped, after);
        }
    }

    /// The source does not give this feed; a retry would not help.
    record Refused(SourceProblem problem) implements FetchResult {}

    /// The fetch failed and can be retried. Posts that were passed on already are an incomplete feed.
    ///
    /// @param problem a transient problem
    /// @param notBefore when a retry can succeed
    /// @param detail what went wrong, for the log
    /// @param unasked whether the source was not asked, for it is not this request's turn
    record Failed(SourceProblem problem, Instant notBefore, String detail, boolean unasked) implements FetchResult {
        public Failed(SourceProblem problem, Instant notBefore, String detail) {
            this(problem, notBefore, detail, false);
        }
    }
}
