package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.scheduler.Allocation.Planned;
import tidings.store.FeedStore.Due;

/// Communities with posts at random times; a request brings a page of the newest, and goes on until all new ones
/// are read. The first has most posts, the others fewer and fewer. Not thread-safe.
final class SimulatedReddit {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int PAGE = 100;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final List<Feed> feeds;
    private final List<Post> posts = new ArrayList<>();

    private record Post(Feed feed, Instant at) {}

    /// @param requests pages that were read
    /// @param brought new posts
    /// @param missed posts that came and were not read, without those since the last request
    record Day(int requests, int brought, int missed) {
        double newPostsPerRequest() {
            return (double) brought / requests;
        }
    }

    /// Two days of posts.
    SimulatedReddit(int communities) {
        Random random = new Random(7);
        feeds = IntStream.range(0, communities)
                .mapToObj(i -> new Feed(new Community("sub" + i), Period.DAY))
                .toList();
        for (int i = 0; i < communities; i++) {
            int count = Math.max(2, 1_000 / (1 + i));
            for (int n = 0; n < count; n++) {
                posts.add(new Post(feeds.get(i), START.plusSeconds(random.nextLong(2 * DAY.toSeconds()))));
            }
        }
    }

    /// The second day. Everything was read once at its start.
    ///
    /// @param turns so many on that day, at equal distances, each with one request in the plan
    Day day(Allocation by, int turns) {
        Instant start = START.plus(DAY);
        Map<Feed, Due> known = new HashMap<>();
        feeds.forEach(feed ->
                known.put(feed, new Due(feed, start, OptionalDouble.of(posts(List.of(feed), START, start) / 24.0), 1)));
        int brought = 0;
        int requests = 0;
        for (int i = 1; i <= turns; i++) {
            Instant now = start.plus(DAY.multipliedBy(i).dividedBy(turns));
            List<Due> due = feeds.stream()
                    .map(known::get)
                    .filter(feed -> !feed.fetchedAt().isAfter(now.minus(INTERVAL)))
                    .toList();
            for (Planned planned : by.plan(List.of(), due, List.of(), 1, now)) {
                List<Feed> read = planned.due().stream().map(Due::feed).toList();
                int listed = posts(read, Allocation.since(planned.due(), now), now);
                requests += 1 + listed / PAGE;
                brought += planned.due().stream()
                        .mapToInt(one -> posts(List.of(one.feed()), one.fetchedAt(), now))
                        .sum();
                read.forEach(feed -> known.computeIfPresent(
                        feed, (_, before) -> new Due(feed, now, before.newAnHour(), before.requests())));
            }
        }
        Instant end = start.plus(DAY);
        int left = feeds.stream()
                .mapToInt(feed -> posts(List.of(feed), known.get(feed).fetchedAt(), end))
                .sum();
        return new Day(requests, brought, posts(feeds, start, end) - brought - left);
    }

    private int posts(List<Feed> of, Instant after, Instant until) {
        return (int) posts.stream()
                .filter(post -> of.contains(post.feed()))
                .filter(post -> post.at().isAfter(after) && !post.at().isAfter(until))
                .count();
    }
}
