package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.store.FeedStore.Due;

/// Communities with posts at random times and of random scores; a request brings the hundred best of a day. The
/// first has most posts, the others fewer and fewer. Not thread-safe.
final class SimulatedReddit {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final List<Feed> feeds;
    private final List<Post> posts = new ArrayList<>();

    private record Post(Feed feed, Instant at, double score) {}

    /// Two days of posts.
    SimulatedReddit(int communities) {
        Random random = new Random(7);
        feeds = IntStream.range(0, communities)
                .mapToObj(i -> new Feed(new Community("sub" + i), Period.DAY))
                .toList();
        for (int i = 0; i < communities; i++) {
            int count = Math.max(2, 400 / (1 + i));
            for (int n = 0; n < count; n++) {
                posts.add(new Post(
                        feeds.get(i), START.plusSeconds(random.nextLong(2 * DAY.toSeconds())), random.nextDouble()));
            }
        }
    }

    /// Of the second day. Everything was read once at its start.
    ///
    /// @param requests so many on that day, at equal distances
    double newPostsPerRequest(Allocation by, int requests) {
        Instant start = START.plus(DAY);
        Map<Feed, Due> known = new HashMap<>();
        Set<Post> seen = new HashSet<>();
        feeds.forEach(feed -> {
            List<Post> first = read(List.of(feed), start);
            seen.addAll(first);
            known.put(feed, new Due(feed, start, OptionalDouble.of(first.size() / 24.0), 1));
        });
        int brought = 0;
        for (int i = 1; i <= requests; i++) {
            Instant now = start.plus(DAY.multipliedBy(i).dividedBy(requests));
            List<Due> due = feeds.stream()
                    .map(known::get)
                    .filter(feed -> feed.fetchedAt().isBefore(now.minus(INTERVAL)))
                    .toList();
            for (List<Feed> request : by.plan(List.of(), due, 1, now)) {
                brought += (int) read(request, now).stream().filter(seen::add).count();
                request.forEach(feed -> known.computeIfPresent(
                        feed, (_, before) -> new Due(feed, now, before.newAnHour(), before.requests())));
            }
        }
        return (double) brought / requests;
    }

    private List<Post> read(List<Feed> request, Instant now) {
        return posts.stream()
                .filter(post -> request.contains(post.feed()))
                .filter(post -> post.at().isAfter(now.minus(DAY)) && !post.at().isAfter(now))
                .sorted(Comparator.comparingDouble(Post::score).reversed())
                .limit(100)
                .toList();
    }
}
