package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tidings.domain.Feed;
import tidings.store.Listings.Due;

/// Spends the requests that are left where they bring most: new posts, times who is interested in them.
///
/// @param longest no feed that people ask for is left unread for longer, where requests are left at all
record Allocation(Duration longest) {
    /// Of a feed that was read only once nothing is known; it is thought rather lively, so that it is soon known.
    private static final double UNKNOWN_AN_HOUR = 10;

    /// The feeds to be read now, at most `requests` of them. What is overdue comes first, the longest overdue before
    /// the others; where all is equal, what was read longest ago.
    List<Feed> choose(List<Due> due, int requests, Instant now) {
        return due.stream()
                .sorted(Comparator.comparing((Due one) -> isOverdue(one, now))
                        .thenComparingDouble(one -> isOverdue(one, now) ? 0 : worth(one, now))
                        .reversed()
                        .thenComparing(Due::fetchedAt)
                        .thenComparing(one -> one.feed().toString()))
                .limit(requests)
                .map(Due::feed)
                .toList();
    }

    /// The new posts that reading it now would bring, each counted more the more people ask for the feed: ten times
    /// as many askers count about three times as much.
    private static double worth(Due due, Instant now) {
        double hours = Duration.between(due.fetchedAt(), now).toMillis() / 3_600_000.0;
        return due.newAnHour().orElse(UNKNOWN_AN_HOUR) * hours * (1 + Math.log(Math.max(1, due.asks())));
    }

    private boolean isOverdue(Due due, Instant now) {
        return !now.isBefore(due.fetchedAt().plus(longest));
    }
}
