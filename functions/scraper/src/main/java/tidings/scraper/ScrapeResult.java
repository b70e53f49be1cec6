package tidings.scraper;

import java.time.Duration;
import tidings.domain.SourceProblem;

/// What became of a scrape request.
sealed interface ScrapeResult {
    /// All posts are in the posts queue.
    record Published(int posts) implements ScrapeResult {}

    /// Those who wait are told why there is no listing.
    record Notified(SourceProblem reason) implements ScrapeResult {}

    /// The request is to come back after that pause.
    record Postponed(Duration pause) implements ScrapeResult {}

    /// Nobody waits for it: the scheduler asks again for what is still due.
    record Dropped(SourceProblem reason) implements ScrapeResult {}
}
