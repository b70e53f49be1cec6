package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import tidings.domain.SourceProblem;

/// How a scrape request was handled.
sealed interface ScrapeResult {
    /// All posts are in the posts queue.
    record Published(int posts) implements ScrapeResult {}

    /// The people who wait get the reason instead of posts.
    record Notified(SourceProblem problem) implements ScrapeResult {}

    /// The request is retried after the pause.
    record Postponed(Duration pause) implements ScrapeResult {}

    /// The people who wait were told how long it takes; a new request comes for its turn.
    record Queued(Instant turn) implements ScrapeResult {}

    /// Nobody waits for it; the scheduler requests the feed again if it is still due.
    record Dropped(SourceProblem problem) implements ScrapeResult {}
}
