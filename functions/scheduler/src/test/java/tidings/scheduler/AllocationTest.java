package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.store.FeedStore.Due;

import static org.assertj.core.api.Assertions.assertThat;

class AllocationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Allocation allocation = new Allocation(HOUR);

    @Test
    void theFeedWithMoreNewPostsComesFirst() {
        assertThat(chosen(1, due("quiet", 20, 1, 1), due("busy", 20, 30, 1))).containsExactly("busy");
    }

    @Test
    void anOlderFetchIsWorthMore() {
        assertThat(chosen(1, due("new", 10, 5, 1), due("old", 40, 5, 1))).containsExactly("old");
    }

    @Test
    void tenTimesAsManyRequestsCountThreeTimesAsMuch() {
        assertThat(chosen(1, due("asked", 20, 10, 10), due("busy", 20, 32, 1))).containsExactly("asked");
        assertThat(chosen(1, due("asked", 20, 10, 10), due("busy", 20, 34, 1))).containsExactly("busy");
    }

    @Test
    void overdueFeedsComeFirstEvenWithoutNewPosts() {
        assertThat(chosen(2, due("busy", 20, 900, 90), due("dead", 60, 0, 1), due("deader", 70, 0, 1)))
                .containsExactly("deader", "dead");
    }

    @Test
    void amongEqualsTheOldestFetchComesFirst() {
        assertThat(chosen(3, due("young", 10, 0, 1), due("old", 20, 0, 1), due("middle", 15, 0, 1)))
                .containsExactly("old", "middle", "young");
    }

    @Test
    void anUnknownRateIsAssumedToBeHigh() {
        Due unknown = new Due(feed("unknown"), NOON.minus(HOUR.dividedBy(2)), OptionalDouble.empty(), 1);

        assertThat(allocation.choose(List.of(due("slow", 30, 5, 1), unknown, due("fast", 30, 20, 1)), 2, NOON))
                .containsExactly(feed("fast"), feed("unknown"));
    }

    @Test
    void nothingIsChosenWithoutSpareRequests() {
        assertThat(chosen(0, due("busy", 20, 900, 90))).isEmpty();
    }

    /// A day with one request a minute for forty feeds, a few of which have most of the new posts.
    @Test
    void bringsMoreNewPostsPerRequestThanRoundRobin() {
        double allocated = newPostsPerRequest(allocation);
        double roundRobin = newPostsPerRequest(new Allocation(Duration.ZERO));

        System.out.printf("new posts per request: %.1f allocated, %.1f round-robin%n", allocated, roundRobin);
        assertThat(allocated).isGreaterThan(1.5 * roundRobin);
    }

    /// A feed has at most a hundred posts; those that came and went between two fetches were never seen.
    private static double newPostsPerRequest(Allocation by) {
        Map<Feed, Instant> read = new HashMap<>();
        List<Feed> feeds = IntStream.range(0, 40).mapToObj(i -> feed("sub" + i)).toList();
        feeds.forEach(feed -> read.put(feed, NOON));
        double brought = 0;
        int requests = 0;
        for (int minute = 1; minute <= 1_440; minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            List<Due> due = new ArrayList<>();
            for (int i = 0; i < feeds.size(); i++) {
                Feed feed = feeds.get(i);
                if (!read.get(feed).plus(Duration.ofMinutes(10)).isAfter(now)) {
                    due.add(new Due(feed, read.get(feed), OptionalDouble.of(rate(i)), 1));
                }
            }
            for (Feed chosen : by.choose(due, 1, now)) {
                double hours = Duration.between(read.put(chosen, now), now).toMinutes() / 60.0;
                brought += Math.min(100, rate(feeds.indexOf(chosen)) * hours);
                requests++;
            }
        }
        return brought / requests;
    }

    private static double rate(int feed) {
        return 600.0 / (1 + feed * feed);
    }

    private List<String> chosen(int requests, Due... due) {
        return allocation.choose(List.of(due), requests, NOON).stream()
                .map(feed -> feed.community().value())
                .toList();
    }

    private static Due due(String subreddit, int minutes, double newAnHour, double asks) {
        return new Due(feed(subreddit), NOON.minus(Duration.ofMinutes(minutes)), OptionalDouble.of(newAnHour), asks);
    }

    private static Feed feed(String subreddit) {
        return new Feed(new Community(subreddit), Period.DAY);
    }
}
