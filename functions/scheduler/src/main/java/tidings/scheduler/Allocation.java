package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tidings.domain.Community;
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

    /// So far back the posts of a community are new that was never fetched.
    static final Duration FIRST = Duration.ofHours(2);

    /// A community of which nothing is among the best is quiet. After so long it is fetched alone, which tells
    /// whether it refuses.
    static final Duration DOUBT = Duration.ofHours(6);

    /// What is fetched.
    enum Kind {
        /// A feed that somebody asked to see.
        ASKED,
        /// The new posts of a followed community.
        NEWEST,
        /// Its best posts of the day, which tell how posts turned out.
        BEST
    }

    /// A request for several communities, or for one feed.
    record Planned(Kind kind, List<Due> due) {
        List<Community> communities() {
            return due.stream().map(one -> one.feed().community()).toList();
        }
    }

    private record Candidate(Kind kind, Due due) {}

    /// The requests to make now, at most `requests` of them: overdue ones first, those that somebody wants before
    /// those that are kept warm, and the longest overdue before the others; then by worth; among equals the one
    /// that was fetched longest ago. What still fits into a request comes along, whatever its place.
    ///
    /// @param asked what somebody asked to see; each takes a whole request, so that its posts are complete
    /// @param newest communities that are followed, and until when their new posts are known
    /// @param best feeds of a day
    List<Planned> plan(List<Due> asked, List<Due> newest, List<Due> best, int requests, Instant now) {
        Set<Feed> alone = asked.stream().map(Due::feed).collect(Collectors.toSet());
        List<Candidate> due = new ArrayList<>();
        asked.forEach(feed -> due.add(new Candidate(Kind.ASKED, feed)));
        newest.forEach(feed -> due.add(new Candidate(Kind.NEWEST, feed)));
        best.stream()
                .filter(feed -> !alone.contains(feed.feed()))
                .forEach(feed -> due.add(new Candidate(Kind.BEST, feed)));
        due.sort(Comparator.comparing((Candidate one) -> isOverdue(one.due, now) && one.kind != Kind.BEST)
                .thenComparing(one -> isOverdue(one.due, now) && one.due.requests() > 0)
                .thenComparing(one -> isOverdue(one.due, now))
                .thenComparingDouble(one -> isOverdue(one.due, now) ? 0 : worth(one.due, now))
                .reversed()
                .thenComparing(one -> one.due.askedAt())
                .thenComparing(Comparator.comparingDouble((Candidate one) -> one.due.requests())
                        .reversed())
                .thenComparing(one -> one.due.feed().toString()));
        List<Request> planned = new ArrayList<>();
        for (Candidate one : due) {
            int room = canShare(one, now) ? together : 1;
            Optional<Request> open = planned.stream()
                    .filter(request -> room > 1 && request.takes(one))
                    .findFirst();
            if (open.isPresent()) {
                open.get().add(one);
            } else if (planned.size() < requests) {
                Request request = new Request(one.kind, room, now);
                request.add(one);
                planned.add(request);
            }
        }
        return planned.stream()
                .map(request -> new Planned(request.kind, List.copyOf(request.feeds)))
                .toList();
    }

    private static final class Request {
        private final Kind kind;
        private final int room;
        private final Instant now;
        private final List<Due> feeds = new ArrayList<>();

        Request(Kind kind, int room, Instant now) {
            this.kind = kind;
            this.room = room;
            this.now = now;
        }

        boolean takes(Candidate one) {
            List<Due> all = new ArrayList<>(feeds);
            all.add(one.due);
            return one.kind == kind && feeds.size() < room && posts(all) <= POSTS;
        }

        void add(Candidate one) {
            feeds.add(one.due);
        }

        /// A request for new posts goes back to the time until which those of all its communities are known.
        private double posts(List<Due> all) {
            double hours = kind == Kind.NEWEST ? hours(Duration.between(since(all, now), now)) : 24;
            return all.stream()
                    .mapToDouble(due -> due.newAnHour().orElse(DEFAULT_POSTS / 24) * hours)
                    .map(posts -> kind == Kind.NEWEST ? posts : Math.clamp(posts, 1, POSTS))
                    .sum();
        }
    }

    /// Until when the new posts of all of these are known.
    static Instant since(List<Due> newest, Instant now) {
        return newest.stream()
                .map(due -> due.fetchedAt().equals(Instant.EPOCH) ? now.minus(FIRST) : due.fetchedAt())
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }

    /// The expected number of new posts, weighted by demand: ten times as many requests count about three times as
    /// much.
    private static double worth(Due due, Instant now) {
        if (due.isAbsent()) {
            return 0;
        }
        return due.newAnHour().orElse(DEFAULT_NEW_AN_HOUR)
                * hours(Duration.between(due.fetchedAt(), now))
                * (1 + Math.log(Math.max(1, due.requests())));
    }

    private boolean isOverdue(Due due, Instant now) {
        boolean isQuiet = due.isAbsent() && due.fetchedAt().isAfter(Instant.EPOCH);
        return !now.isBefore(due.askedAt().plus(isQuiet ? DOUBT : maxAge));
    }

    private static boolean canShare(Candidate one, Instant now) {
        Due due = one.due;
        return one.kind != Kind.ASKED
                && due.feed().source().equals(SourceId.REDDIT)
                && !due.feed().community().isMixed()
                && !(due.isAbsent() && due.fetchedAt().isBefore(now.minus(DOUBT)));
    }
}
