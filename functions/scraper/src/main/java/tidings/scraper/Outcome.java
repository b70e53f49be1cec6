package tidings.scraper;

import java.time.Duration;
import tidings.domain.Refusal;

/// What became of a scrape request.
sealed interface Outcome {
    /// All posts are in the posts queue.
    record Published(int posts) implements Outcome {}

    /// Those who wait are told why there is no listing.
    record Told(Refusal reason) implements Outcome {}

    /// The request is to come back after that pause.
    record Postponed(Duration pause) implements Outcome {}

    /// Nobody waits for it: the scheduler asks again for what is still due.
    record Dropped(Refusal reason) implements Outcome {}
}
