package tidings.scraper;

import java.time.Instant;
import tidings.domain.Refusal;
import tidings.scraper.Reading.Later;

/// Remembers when the source may be asked again, so that nothing is asked in vain. Thread-safe.
final class RateWindow {
    private Instant opens = Instant.MIN;

    /// Stops the reading while the source is closed.
    synchronized void enter(Instant now) throws ReadingStopped {
        if (now.isBefore(opens)) {
            throw new ReadingStopped(new Later(Refusal.THROTTLED, opens, "the rate limit is used up"));
        }
    }

    synchronized void closeUntil(Instant time) {
        opens = time;
    }

    /// Learns from Reddit's rate headers, which stand on every answer of its API.
    void note(Transport.Answer answer, Instant now) {
        boolean usedUp = answer.header("x-ratelimit-remaining")
                .filter(left -> left.matches("[0-9]+(\\.[0-9]+)?"))
                .filter(left -> Double.parseDouble(left) < 1)
                .isPresent();
        if (usedUp || answer.status() == 429) {
            closeUntil(now.plus(Statuses.wait(answer)));
        }
    }
}
