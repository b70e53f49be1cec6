package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.scheduler.Allocation.Kind;
import tidings.scheduler.Allocation.Planned;
import tidings.scheduler.SimulatedReddit.Day;
import tidings.store.FeedStore.Due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class AllocationTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Allocation allocation = new Allocation(HOUR, 20);

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
    void whatNobodyWantsYetWaitsForWhatSomebodyWants() {
        Due warm = due("warm", 70, 0, 0);

        Due followed = due("followed", 60, 40, 1);

        assertThat(allocation.plan(List.of(due("asked", 60, 0, 0)), List.of(), List.of(warm), 1, NOON))
                .containsExactly(new Planned(Kind.ASKED, List.of(due("asked", 60, 0, 0))));
        assertThat(allocation.plan(List.of(), List.of(), List.of(warm, followed), 1, NOON))
                .containsExactly(new Planned(Kind.BEST, List.of(followed)));
        assertThat(allocation.plan(List.of(), List.of(followed), List.of(warm), 1, NOON))
                .containsExactly(new Planned(Kind.NEWEST, List.of(followed)));
    }

    @Test
    void amongEqualsTheOldestFetchComesFirst() {
        assertThat(chosen(3, due("young", 10, 0, 1), due("old", 20, 0, 1), due("middle", 15, 0, 1)))
                .containsExactly("old", "middle", "young");
    }

    @Test
    void anUnknownRateIsAssumedToBeHigh() {
        Due unknown = new Due(feed("unknown"), NOON.minus(HOUR.dividedBy(2)), OptionalDouble.empty(), 1);

        assertThat(chosen(2, due("slow", 30, 5, 1), unknown, due("fast", 30, 20, 1)))
                .containsExactly("fast", "unknown");
    }

    @Test
    void nothingIsChosenWithoutSpareRequests() {
        assertThat(chosen(0, due("busy", 20, 900, 90))).isEmpty();
    }

    /// A day with one request a minute for forty feeds, a few of which have most of the new posts.
    @Test
    void bringsMoreNewPostsPerRequestThanRoundRobin() {
        double allocated = newPostsPerRequest(allocation);
        double roundRobin = newPostsPerRequest(new Allocation(Duration.ZERO, 20));

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
            for (Feed chosen : by.plan(due, List.of(), List.of(), 1, now).stream()
                    .flatMap(request -> request.due().stream())
                    .map(Due::feed)
                    .toList()) {
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

    @Test
    void whatSomebodyAskedToSeeIsReadAlone() {
        assertThat(planned(
                        9,
                        List.of(due("asked", 20, 0.1, 1), due("both", 20, 0.1, 1)),
                        List.of(due("both", 20, 0.1, 3), due("one", 20, 0.1, 1), due("two", 20, 0.1, 1))))
                .as("the new posts of one of them are read beside it")
                .containsExactlyInAnyOrder(List.of("asked"), List.of("both"), List.of("both", "one", "two"));
    }

    @Test
    void communitiesShareARequestAsFarAsTheirPostsFitIntoOne() {
        assertThat(planned(9, List.of(), List.of(due("aa", 20, 130, 1), due("bb", 20, 100, 1), due("cc", 20, 50, 1))))
                .containsExactly(List.of("aa", "bb"), List.of("cc"));
        assertThat(planned(9, List.of(), List.of(due("huge", 20, 999, 1), due("tiny", 20, 0, 1))))
                .containsExactly(List.of("huge"), List.of("tiny"));
    }

    @Test
    void aRequestGoesBackToTheCommunityThatWasReadLongestAgo() {
        Due busy = due("busy", 10, 240, 1);

        assertThat(planned(9, List.of(), List.of(busy, due("lately", 15, 2, 1))))
                .containsExactly(List.of("busy", "lately"));
        assertThat(planned(9, List.of(), List.of(busy, due("quiet", 30, 2, 1))))
                .containsExactly(List.of("busy"), List.of("quiet"));
        assertThat(Allocation.since(List.of(busy, due("quiet", 30, 2, 1)), NOON))
                .isEqualTo(NOON.minus(Duration.ofMinutes(30)));
    }

    @Test
    void theBestPostsOfADayShareARequestAsFarAsTheyFitIntoOneAndComeAfterWhatIsNew() {
        List<Due> best = List.of(due("aa", 400, 1.5, 1), due("bb", 400, 1.4, 1), due("cc", 400, 0.5, 1));

        assertThat(allocation.plan(List.of(), List.of(due("new", 70, 0, 1)), best, 9, NOON))
                .extracting(Planned::kind, request -> request.communities().size())
                .containsExactly(tuple(Kind.NEWEST, 1), tuple(Kind.BEST, 2), tuple(Kind.BEST, 1));
    }

    @Test
    void whatStillFitsIntoARequestComesAlongWhateverItsPlace() {
        assertThat(planned(
                        1,
                        List.of(),
                        List.of(due("aa", 20, 200, 9), due("large", 20, 150, 9), due("small", 20, 0.2, 1))))
                .containsExactly(List.of("aa", "small"));
    }

    @Test
    void noMoreCommunitiesShareARequestThanMay() {
        List<Due> tiny =
                IntStream.range(0, 50).mapToObj(i -> due("tiny" + i, 20, 0, 1)).toList();

        assertThat(planned(9, List.of(), tiny)).extracting(List::size).containsExactly(20, 20, 10);
    }

    @Test
    void whatIsSeveralCommunitiesOrOfAnotherSourceSharesNoRequest() {
        assertThat(planned(
                        9,
                        List.of(),
                        Stream.of("aa+bb", "all", "user/otter/m/feed", "hackernews:front", "cc", "dd")
                                .map(name -> due(name, 20, 0, 1))
                                .toList()))
                .containsExactlyInAnyOrder(
                        List.of("aa+bb"),
                        List.of("all"),
                        List.of("user/otter/m/feed"),
                        List.of("hackernews:front"),
                        List.of("cc", "dd"));
    }

    @Test
    void aNeverFetchedCommunityComesFirstAndOfSeveralTheMostFollowed() {
        Due few = new Due(feed("few"), Instant.EPOCH, OptionalDouble.empty(), 1);
        Due many = new Due(feed("many"), Instant.EPOCH, OptionalDouble.empty(), 9);

        assertThat(planned(1, List.of(due("overdue", 90, 90, 9)), List.of(due("busy", 59, 90, 9), few, many)))
                .containsExactly(List.of("many", "few"));
    }

    @Test
    void aCommunityOfWhichNothingCameForHoursIsReadAlone() {
        Due quiet = new Due(feed("quiet"), NOON.minus(Duration.ofHours(7)), NOON.minus(HOUR), OptionalDouble.of(1), 1);
        Due lately =
                new Due(feed("lately"), NOON.minus(Duration.ofHours(5)), NOON.minus(HOUR), OptionalDouble.of(1), 1);
        Due never = new Due(feed("never"), Instant.EPOCH, NOON.minus(HOUR), OptionalDouble.empty(), 1);

        assertThat(allocation.plan(
                        List.of(), List.of(), List.of(due("other", 30, 1, 1), quiet, lately, never), 9, NOON))
                .extracting(request ->
                        request.communities().stream().map(Community::value).toList())
                .containsExactly(List.of("never"), List.of("other", "lately"), List.of("quiet"));
    }

    @Test
    void aQuietCommunityComesAfterThoseThatBringPosts() {
        Due quiet = new Due(
                feed("quiet"),
                NOON.minus(HOUR.multipliedBy(5)),
                NOON.minus(HOUR.multipliedBy(2)),
                OptionalDouble.of(9),
                99);

        assertThat(allocation.plan(List.of(), List.of(), List.of(quiet, due("huge", 12, 99, 1)), 1, NOON))
                .extracting(Planned::due)
                .containsExactly(List.of(due("huge", 12, 99, 1)));
    }

    /// A day with a request each half an hour for a hundred followed communities, most of them small.
    @Test
    void bringsMoreNewPostsPerRequestTogetherThanOneByOne() {
        Day together = new SimulatedReddit(100).day(new Allocation(HOUR, 20), 48);
        Day oneByOne = new SimulatedReddit(100).day(new Allocation(HOUR, 1), 48);

        System.out.printf("a day in turns of half an hour, together: %s, one by one: %s%n", together, oneByOne);
        assertThat(together.newPostsPerRequest()).isGreaterThan(3 * oneByOne.newPostsPerRequest());
    }

    /// The busiest of the communities has 500 posts a day.
    @Test
    void eachNewPostOfADayIsFetchedOfCommunitiesSmallAndLarge() {
        Day day = new SimulatedReddit(100).day(new Allocation(HOUR, 20), 144);

        System.out.printf("a day in turns of ten minutes: %s%n", day);
        assertThat(day.missed()).isZero();
        assertThat(day.requests()).isLessThan(200);
    }

    private List<List<String>> planned(int requests, List<Due> requested, List<Due> followed) {
        return allocation.plan(requested, followed, List.of(), requests, NOON).stream()
                .map(request ->
                        request.communities().stream().map(Community::value).toList())
                .toList();
    }

    private List<String> chosen(int requests, Due... due) {
        return allocation.plan(List.of(due), List.of(), List.of(), requests, NOON).stream()
                .flatMap(request -> request.communities().stream())
                .map(Community::value)
                .toList();
    }

    private static Due due(String subreddit, int minutes, double newAnHour, double asks) {
        return new Due(feed(subreddit), NOON.minus(Duration.ofMinutes(minutes)), OptionalDouble.of(newAnHour), asks);
    }

    private static Feed feed(String subreddit) {
        return new Feed(new Community(subreddit), Period.DAY);
    }
}
