package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tidings.domain.Feed;
import tidings.domain.SourceId;
import tidings.store.FeedStore.Due;

/// Allocates the spare requests to the feeds where they are worth most: by expected new posts and by demand. One
/// request serves several small communities that are followed.
///
/// @param maxAge a feed that was fetched longer ago is overdue and comes first
/// @param together most communities of one request
record Allocation(Duration maxAge, int together) {
    /// The assumed rate of a feed that was fetched only once; rather high, so that its true rate is soon known.
    private static final double DEFAULT_NEW_AN_HOUR = 10;

    /// A fetch brings a hundred posts; a day may have more than the days before.
    private static final double POSTS = 80;

    /// The assumed posts a day of a community whose rate is not known.
    private static final double DEFAULT_POSTS = 25;

    /// A community of which nothing came is quiet. After so long it is fetched alone, which tells whether it
    /// refuses.
    static final Duration DOUBT = Duration.ofHours(6);

    /// The requests to make now, at most `requests` of them, each for the feeds of several communities or for one
    /// feed: overdue ones first, those that somebody wants before those that are kept warm, and the longest
    /// overdue before the others; then by worth; among equals the one that was fetched longest ago. What still
    /// fits into a request comes along, whatever its place.
    ///
    /// @param requested what somebody asked to see; each takes a whole request, so that its posts are complete
    /// @param followed feeds of a day
    List<List<Feed>> plan(List<Due> requested, List<Due> followed, int requests, Instant now) {
        Set<Feed> alone = requested.stream().map(Due::feed).collect(Collectors.toSet());
        List<Due> due = new ArrayList<>(requested);
        followed.stream().filter(feed -> !alone.contains(feed.feed())).forEach(due::add);
        due.sort(Comparator.comparing(
                        (Due feed) -> isOverdue(feed, now) && (alone.contains(feed.feed()) || feed.requests() > 0))
                .thenComparing(feed -> isOverdue(feed, now))
                .thenComparingDouble(feed -> isOverdue(feed, now) ? 0 : worth(feed, now))
                .reversed()
                .thenComparing(Due::askedAt)
                .thenComparing(Comparator.comparingDouble(Due::requests).reversed())
                .thenComparing(feed -> feed.feed().toString()));
        List<Request> planned = new ArrayList<>();
        for (Due feed : due) {
            int room = alone.contains(feed.feed()) || !canShare(feed, now) ? 1 : together;
            Optional<Request> open = planned.stream()
                    .filter(request -> room > 1 && request.takes(feed))
                    .findFirst();
            if (open.isPresent()) {
                open.get().add(feed);
            } else if (planned.size() < requests) {
                Request request = new Request(room);
                request.add(feed);
                planned.add(request);
            }
        }
        return planned.stream().map(request -> List.copyOf(request.feeds)).toList();
    }

    private static final class Request {
        private final int room;
        private final List<Feed> feeds = new ArrayList<>();
        private double posts;

        Request(int room) {
            this.room = room;
        }

        boolean takes(Due due) {
            return feeds.size() < room && posts + posts(due) <= POSTS;
        }

        void add(Due due) {
            feeds.add(due.feed());
            posts += posts(due);
        }

        private static double posts(Due due) {
            return Math.clamp(
                    due.newAnHour().isPresent() ? due.newAnHour().getAsDouble() * 24 : DEFAULT_POSTS, 1, POSTS);
        }
    }

    /// The expected number of new posts, weighted by demand: ten times as many requests count about three times as
    /// much.
    private static double worth(Due due, Instant now) {
        if (due.isAbsent()) {
            return 0;
        }
        double hours = Duration.between(due.fetchedAt(), now).toMillis() / 3_600_000.0;
        return due.newAnHour().orElse(DEFAULT_NEW_AN_HOUR) * hours * (1 + Math.log(Math.max(1, due.requests())));
    }

    private boolean isOverdue(Due due, Instant now) {
        boolean isQuiet = due.isAbsent() && due.fetchedAt().isAfter(Instant.EPOCH);
        return !now.isBefore(due.askedAt().plus(isQuiet ? DOUBT : maxAge));
    }

    private static boolean canShare(Due due, Instant now) {
        return due.feed().source().equals(SourceId.REDDIT)
                && !due.feed().community().isMixed()
                && !(due.isAbsent() && due.fetchedAt().isBefore(now.minus(DOUBT)));
    }
}
