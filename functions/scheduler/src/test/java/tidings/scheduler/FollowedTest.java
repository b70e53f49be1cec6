package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.delivery.Briefs;
import tidings.delivery.Deliveries;
import tidings.delivery.Notices;
import tidings.delivery.Reminders;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.messages.ScrapeMessage.NewPostsRequestedV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.CommunityStore.Learned;
import tidings.store.Stores;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.TopicCommunities;

import static org.assertj.core.api.Assertions.assertThat;

class FollowedTest {
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final ChatId CHAT = new ChatId(4711);
    private static final Profile PROFILE = Profile.all().get("production");

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private int spare = 5;
    private final Scheduler scheduler = scheduler(followed(Map.of()));

    @Test
    void aFollowedCommunityIsFetchedWhoeverAsksAndBeforeWhatIsFetchedAgain() {
        fetched(JAVA, Duration.ofMinutes(30));
        stores.feeds().requested(JAVA);
        follow("rust");
        spare = 1;

        scheduler.tick();

        assertThat(feeds()).containsExactly("rust/new");
    }

    @Test
    void aFollowedCommunityIsFetchedAgainHoweverLongNobodyAsksForIt() {
        follow("rust");
        fetched(new Feed(new Community("rust"), Period.DAY), Duration.ofDays(1));
        known("rust", Duration.ofDays(1));

        scheduler.tick();

        assertThat(feeds()).containsExactly("rust/new", "rust/day");
    }

    @Test
    void aCommunityThatNobodyFollowsAnyMoreIsNotFetched() {
        long id = follow("rust");
        stores.follows().remove(CHAT, id);

        scheduler.tick();

        assertThat(scrapes).isEmpty();
    }

    @Test
    void severalFollowedCommunitiesAreReadWithOneRequest() {
        Stream.of("rust", "kotlin", "u_quiet-otter").forEach(this::follow);
        spare = 1;

        scheduler.tick();

        assertThat(scrapes).singleElement().isInstanceOfSatisfying(NewPostsRequestedV1.class, request -> {
            assertThat(request.communities())
                    .extracting(Community::value)
                    .containsExactlyInAnyOrder("rust", "kotlin", "u_quiet-otter");
            assertThat(request.since())
                    .as("nobody has read them yet")
                    .isEqualTo(clock.instant().minus(Duration.ofMinutes(130)));
        });
    }

    @Test
    void newPostsAreReadFromALittleBeforeTheTimeUntilWhichTheyAreKnown() {
        follow("rust");
        known("rust", Duration.ofMinutes(25));
        follow("kotlin");
        known("kotlin", Duration.ofMinutes(40));

        scheduler.tick();

        assertThat(scrapes)
                .filteredOn(NewPostsRequestedV1.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        NewPostsRequestedV1.class,
                        request -> assertThat(request.since())
                                .isEqualTo(clock.instant().minus(Duration.ofMinutes(50))));
    }

    @Test
    void newPostsAreReadEveryTenMinutesAndTheBestEverySixHours() {
        follow("rust");
        known("rust", Duration.ZERO);
        fetched(new Feed(new Community("rust"), Period.DAY), Duration.ZERO);
        Map<String, Integer> times = new HashMap<>();

        for (int minute = 1; minute <= 360; minute++) {
            clock.advance(Duration.ofMinutes(1));
            scheduler.tick();
            feeds().forEach(feed -> times.merge(feed, 1, Integer::sum));
            if (feeds().contains("rust/new")) {
                known("rust", Duration.ZERO);
            }
            scrapes.clear();
        }

        assertThat(times).containsExactlyInAnyOrderEntriesOf(Map.of("rust/new", 32));
        clock.advance(Duration.ofMinutes(1));
        scheduler.tick();
        assertThat(feeds()).contains("rust/day");
    }

    @Test
    void aFollowedCommunityThatRefusedIsAskedAgainAloneAfterSixHours() {
        follow("rust");
        follow("kotlin");
        stores.feeds()
                .record(new FeedRefusedV1(
                        new Feed(new Community("rust"), Period.DAY),
                        "run-1",
                        SourceProblem.PRIVATE,
                        List.of(),
                        clock.instant()));
        scheduler.tick();
        assertThat(feeds()).containsExactly("kotlin/new", "kotlin/day");

        clock.advance(Duration.ofHours(6).plusMillis(1));
        scrapes.clear();
        scheduler.tick();
        assertThat(feeds()).containsExactlyInAnyOrder("kotlin/new", "rust/new", "kotlin/day", "rust/day");
        assertThat(scrapes)
                .filteredOn(ScrapeRequestedV1.class::isInstance)
                .as("alone, which tells whether it refuses")
                .hasSize(2);
    }

    @Test
    void aCommunityOfWhichNothingIsAmongTheBestIsAskedForThemAloneAfterSixHours() {
        Feed rust = new Feed(new Community("rust"), Period.DAY);
        follow("rust");
        fetched(rust, Duration.ofMinutes(30));
        known("rust", Duration.ZERO);
        stores.feeds().record(new FeedAbsentV1(rust, "run-2", clock.instant()));

        scheduler.tick();
        assertThat(scrapes).isEmpty();

        clock.advance(Duration.ofHours(6).plusMillis(1));
        known("rust", Duration.ZERO);
        scheduler.tick();
        assertThat(scrapes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ScrapeRequestedV1.class,
                        alone -> assertThat(alone.feed()).isEqualTo(rust));
    }

    @Test
    void theCommunitiesOfAFollowedTopicAreFetchedWithThoseThatUseHasShown() {
        stores.follows().add(Place.of(CHAT), FollowQuery.of(new Origin.OfTopic("science")));
        stores.communities().learn(new Community("moss"), _ -> new Learned(new byte[1], 30, "science", 0.9f));
        stores.communities().learn(new Community("seldom"), _ -> new Learned(new byte[1], 3, "science", 0.9f));
        Scheduler topics =
                scheduler(followed(Map.of("science", List.of("space", "physics"), "music", List.of("jazz"))));

        topics.tick();

        assertThat(feeds())
                .containsExactlyInAnyOrder(
                        "space/new", "physics/new", "moss/new", "space/day", "physics/day", "moss/day", "jazz/day");
    }

    @Test
    void threeCommunitiesOfATopicThatNobodyFollowsAreFetchedEverySixHours() {
        Scheduler topics = scheduler(followed(Map.of("music", List.of("jazz", "blues", "folk", "ska"))));
        topics.tick();
        assertThat(feeds()).containsExactlyInAnyOrder("jazz/day", "blues/day", "folk/day");

        Stream.of("jazz", "blues", "folk")
                .forEach(name -> fetched(new Feed(new Community(name), Period.DAY), Duration.ZERO));
        scrapes.clear();
        clock.advance(Duration.ofHours(6));
        topics.tick();
        assertThat(scrapes).isEmpty();

        clock.advance(Duration.ofMillis(1));
        topics.tick();
        assertThat(feeds()).hasSize(3);
    }

    @Test
    void theBestOfEverythingIsReadWhereSomebodyFollowsPostsFromAnywhere() {
        stores.follows().add(Place.of(CHAT), FollowQuery.of(new Origin.Anywhere()));

        scheduler.tick();

        assertThat(feeds()).containsExactly("all/day");
    }

    private Followed followed(Map<String, List<String>> shipped) {
        return new Followed(stores.follows(), stores.communities(), new TopicCommunities(shipped));
    }

    private Scheduler scheduler(Followed followed) {
        return new Scheduler(
                stores.feeds(),
                new Deliveries(stores.deliveries(), stores.threads(), _ -> {}, clock),
                new Briefs(stores.briefs(), stores.threads(), stores.points(), _ -> {}, clock),
                new Notices(stores.notices(), _ -> {}, clock),
                new Reminders(stores.reminders(), _ -> {}, clock),
                stores.history(),
                scrapes::addAll,
                new PostChecks(stores.posts(), _ -> {}, RedditMode.OAUTH),
                new BriefTitles(stores.briefs(), _ -> {}, RedditMode.OAUTH, Duration.ofHours(48)),
                () -> new Outlook(SourceHealth.ALIVE, Optional.empty(), spare),
                Tunables.fixed(PROFILE),
                PROFILE::warmFeeds,
                followed,
                Duration.ofHours(48),
                new RecordingMeter(),
                clock);
    }

    private long follow(String community) {
        return stores.follows()
                .add(Place.of(CHAT), FollowQuery.of(new Origin.OfCommunity(new Community(community))))
                .orElseThrow()
                .id();
    }

    /// The feeds that were requested, alone or together.
    private List<String> feeds() {
        return scrapes.stream()
                .flatMap(message -> switch (message) {
                    case ScrapeRequestedV1 one -> Stream.of(one.feed());
                    case FeedsRequestedV1 several -> several.feeds().stream();
                    case NewPostsRequestedV1 newest ->
                        newest.communities().stream().map(community -> community + "/new");
                    case PostsToCheckV1 _ -> Stream.empty();
                })
                .map(Object::toString)
                .toList();
    }

    private void known(String community, Duration ago) {
        Instant at = clock.instant().minus(ago);
        stores.feeds()
                .record(
                        new NewPostsFoundV1(
                                "run-" + community + at,
                                0,
                                List.of(),
                                at,
                                Optional.of(new Span(at, List.of(new Found(new Community(community), 0))))),
                        List.of());
    }

    private void fetched(Feed feed, Duration ago) {
        Fetched.whole(stores.feeds(), feed, clock.instant().minus(ago), 1);
    }
}
