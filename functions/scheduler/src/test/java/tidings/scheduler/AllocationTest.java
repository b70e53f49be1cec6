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
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.SubredditName;
import tidings.store.Listings.Due;

import static org.assertj.core.api.Assertions.assertThat;

class AllocationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Allocation allocation = new Allocation(HOUR);

    @Test
    void readsFirstWhatBringsMost() {
        assertThat(chosen(1, due("quiet", 20, 1, 1), due("busy", 20, 30, 1))).containsExactly("busy");
    }

    @Test
    void waitingMakesAListingWorthMore() {
        assertThat(chosen(1, due("new", 10, 5, 1), due("old", 40, 5, 1))).containsExactly("old");
    }

    @Test
    void tenTimesAsManyAskersCountThreeTimesAsMuch() {
        assertThat(chosen(1, due("asked", 20, 10, 10), due("busy", 20, 32, 1))).containsExactly("asked");
        assertThat(chosen(1, due("asked", 20, 10, 10), due("busy", 20, 34, 1))).containsExactly("busy");
    }

    @Test
    void readsWhatIsOverdueThoughItBringsNothing() {
        assertThat(chosen(2, due("busy", 20, 900, 90), due("dead", 60, 0, 1), due("deader", 70, 0, 1)))
                .containsExactly("deader", "dead");
    }

    @Test
    void takesTheOldestWhereAllIsEqual() {
        assertThat(chosen(3, due("young", 10, 0, 1), due("old", 20, 0, 1), due("middle", 15, 0, 1)))
                .containsExactly("old", "middle", "young");
    }

    @Test
    void thinksWhatItDoesNotKnowRatherLively() {
        Due unknown = new Due(listing("unknown"), NOON.minus(HOUR.dividedBy(2)), OptionalDouble.empty(), 1);

        assertThat(allocation.choose(List.of(due("slow", 30, 5, 1), unknown, due("fast", 30, 20, 1)), 2, NOON))
                .containsExactly(listing("fast"), listing("unknown"));
    }

    @Test
    void choosesNothingWithoutRequests() {
        assertThat(chosen(0, due("busy", 20, 900, 90))).isEmpty();
    }

    /// A day in which every minute has one request for forty listings, a few of them lively: the same requests spread
    /// evenly bring less.
    @Test
    void bringsMoreNewPostsARequestThanReadingInTurn() {
        double allocated = newPostsARequest(allocation);
        double inTurn = newPostsARequest(new Allocation(Duration.ZERO));

        System.out.printf("new posts a request: %.1f allocated, %.1f in turn%n", allocated, inTurn);
        assertThat(allocated).isGreaterThan(1.5 * inTurn);
    }

    /// A listing shows a hundred posts: what came and went in between was never seen.
    private static double newPostsARequest(Allocation by) {
        Map<Listing, Instant> read = new HashMap<>();
        List<Listing> listings =
                IntStream.range(0, 40).mapToObj(i -> listing("sub" + i)).toList();
        listings.forEach(listing -> read.put(listing, NOON));
        double brought = 0;
        int requests = 0;
        for (int minute = 1; minute <= 1_440; minute++) {
            Instant now = NOON.plus(Duration.ofMinutes(minute));
            List<Due> due = new ArrayList<>();
            for (int i = 0; i < listings.size(); i++) {
                Listing listing = listings.get(i);
                if (!read.get(listing).plus(Duration.ofMinutes(10)).isAfter(now)) {
                    due.add(new Due(listing, read.get(listing), OptionalDouble.of(rate(i)), 1));
                }
            }
            for (Listing chosen : by.choose(due, 1, now)) {
                double hours = Duration.between(read.put(chosen, now), now).toMinutes() / 60.0;
                brought += Math.min(100, rate(listings.indexOf(chosen)) * hours);
                requests++;
            }
        }
        return brought / requests;
    }

    private static double rate(int listing) {
        return 600.0 / (1 + listing * listing);
    }

    private List<String> chosen(int requests, Due... due) {
        return allocation.choose(List.of(due), requests, NOON).stream()
                .map(listing -> listing.subreddit().value())
                .toList();
    }

    private static Due due(String subreddit, int minutes, double newAnHour, double asks) {
        return new Due(listing(subreddit), NOON.minus(Duration.ofMinutes(minutes)), OptionalDouble.of(newAnHour), asks);
    }

    private static Listing listing(String subreddit) {
        return new Listing(new SubredditName(subreddit), Period.DAY);
    }
}
