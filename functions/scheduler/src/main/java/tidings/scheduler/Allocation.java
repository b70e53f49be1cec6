package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tidings.domain.Feed;
import tidings.store.FeedStore.Due;

/// Allocates the spare requests to the feeds where they are worth most: by expected new posts and by demand.
///
/// @param maxAge a requested feed that was fetched longer ago is overdue and comes first
record Allocation(Duration maxAge) {
    /// The assumed rate of a feed that was fetched only once; rather high, so that its true rate is soon known.
    private static final double DEFAULT_NEW_AN_HOUR = 10;

    /// The feeds to fetch now, at most `requests` of them: overdue ones first, the longest overdue before the others;
    /// then by worth; among equals the one that was fetched longest ago.
    List<Feed> choose(List<Due> due, int requests, Instant now) {
        return due.stream()
                .sorted(Comparator.comparing((Due feed) -> isOverdue(feed, now))
                        .thenComparingDouble(feed -> isOverdue(feed, now) ? 0 : worth(feed, now))
                        .reversed()
                        .thenComparing(Due::fetchedAt)
                        .thenComparing(feed -> feed.feed().toString()))
                .limit(requests)
                .map(Due::feed)
                .toList();
    }

    /// The expected number of new posts, weighted by demand: ten times as many requests count about three times as
    /// much.
    private static double worth(Due due, Instant now) {
        double hours = Duration.between(due.fetchedAt(), now).toMillis() / 3_600_000.0;
        return due.newAnHour().orElse(DEFAULT_NEW_AN_HOUR) * hours * (1 + Math.log(Math.max(1, due.requests())));
    }

    private boolean isOverdue(Due due, Instant now) {
        return !now.isBefore(due.fetchedAt().plus(maxAge));
    }
}
