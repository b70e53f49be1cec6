package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.FeedsRequestedV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// Several feeds that are fetched with one request.
class TogetherTest {
    private static final FeedsRequestedV1 REQUEST = new FeedsRequestedV1(
            Stream.of("java", "kotlin", "rust").map(Community::new).toList(), Period.DAY, "run");

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final RecordingMeter meter = new RecordingMeter();

    @Test
    void eachFeedIsQueuedAsIfItHadBeenFetchedAlone() {
        Reddit reddit = new Reddit(new Fetched(3), posts("java", "rust", "java"));

        assertThat(scraped(reddit)).isEqualTo(new Published(3));

        assertThat(reddit.asked).isEqualTo(new Feed(new Community("java+kotlin+rust"), Period.DAY));
        assertThat(queue.parts())
                .extracting(
                        PostsFoundV1::feed,
                        PostsFoundV1::run,
                        part -> part.total().getAsInt())
                .containsExactly(tuple(feed("java"), "run/java", 2), tuple(feed("rust"), "run/rust", 1));
        assertThat(queue.parts().getFirst().posts())
                .extracting(post -> post.id().value())
                .containsExactly("p0", "p2");
        assertThat(queue.parts()).allSatisfy(part -> {
            assertThat(part.waiting()).isEmpty();
            assertThat(part.source()).isEqualTo(SourceApi.RSS);
            assertThat(part.fetchedAt()).isEqualTo(clock.instant());
        });
        assertThat(meter.outcomes("ListingRead")).containsExactly("published");
    }

    @Test
    void aFeedOfWhichNothingCameIsNeverSaidToBeEmpty() {
        scraped(new Reddit(new Fetched(1), posts("rust")));

        assertThat(queue.all())
                .filteredOn(FeedAbsentV1.class::isInstance)
                .containsExactly(
                        (PostsMessage) new FeedAbsentV1(feed("java"), "run/java", clock.instant()),
                        new FeedAbsentV1(feed("kotlin"), "run/kotlin", clock.instant()));
    }

    @Test
    void postsOfACommunityThatWasNotAskedForAreLeftOut() {
        scraped(new Reddit(new Fetched(2), posts("java", "stranger")));

        assertThat(queue.posts()).extracting(Post::community).containsExactly(new Community("java"));
    }

    @Test
    void largePostsAreQueuedInPartsThatFit() {
        List<Post> large = IntStream.range(0, 100)
                .mapToObj(i -> TestFetch.post("p" + i, "java", "本".repeat(4_000), clock.instant()))
                .toList();

        scraped(new Reddit(new Fetched(99), large));

        assertThat(queue.parts()).hasSizeGreaterThan(1);
        assertThat(queue.largest()).isLessThanOrEqualTo(PostsPublisher.MAX_BYTES);
    }

    static List<Fetched> full() {
        return List.of(new Fetched(100), new Fetched(100, 7), new Fetched(96, 4).goesOn(Optional.of(new PostId("p4"))));
    }

    @ParameterizedTest
    @MethodSource("full")
    void ofAFullListingNoFeedIsSaidToBeWholeAndNoPostIsLost(Fetched full) {
        List<Post> posts = posts("java", "rust", "java", "java", "rust");

        assertThat(scraped(new Reddit(full, posts))).isEqualTo(new Published(5));

        assertThat(queue.parts()).noneMatch(part -> part.total().isPresent());
        assertThat(queue.posts()).containsExactlyInAnyOrderElementsOf(posts);
        assertThat(queue.all())
                .filteredOn(FeedAbsentV1.class::isInstance)
                .as("each is read alone next time")
                .containsExactlyElementsOf(REQUEST.feeds().stream()
                        .map(feed -> new FeedAbsentV1(feed, "run/" + feed.community(), clock.instant()))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceProblem.class,
            names = {"MISSING", "PRIVATE", "BANNED"})
    void aRefusalOfAllTellsNothingOfEach(SourceProblem problem) {
        scraped(new Reddit(new Refused(problem), List.of()));

        assertThat(queue.all()).hasSize(3).allMatch(FeedAbsentV1.class::isInstance);
        assertThat(queue.refusals()).isEmpty();
    }

    @Test
    void aFailureQueuesNothingOfWhatWasReadBefore() {
        Reddit reddit =
                new Reddit(new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "cut off"), posts("java", "kotlin"));

        assertThat(scraped(reddit)).isEqualTo(new Dropped(SourceProblem.UNAVAILABLE));
        assertThat(queue.all()).isEmpty();
    }

    @Test
    void theRequestIsDoneWhateverComesOfIt() {
        for (FetchResult result : List.of(
                new Fetched(0),
                new Failed(SourceProblem.THROTTLED, clock.instant().plusSeconds(60), "throttled"))) {
            Scraper scraper = scraper(new Reddit(result, List.of()));

            assertThat(Deadline.within(
                            Duration.ofSeconds(30), clock, () -> scraper.handle(new Delivery<>(REQUEST, "id", 1, 0))))
                    .isEqualTo(Verdict.DONE);
        }
    }

    private ScrapeResult scraped(Source source) {
        return scraper(source).scrape(REQUEST, Deadline.in(Duration.ofSeconds(20), clock));
    }

    private Scraper scraper(Source source) {
        return new Scraper(List.of(source), _ -> {}, PostsQueues.of(queue), clock, meter);
    }

    private List<Post> posts(String... communities) {
        return IntStream.range(0, communities.length)
                .mapToObj(i -> TestFetch.post("p" + i, communities[i], "body", clock.instant()))
                .toList();
    }

    private static Feed feed(String name) {
        return new Feed(new Community(name), Period.DAY);
    }

    /// Answers each request with the same posts.
    private static final class Reddit implements Source {
        private final FetchResult result;
        private final List<Post> posts;
        private Feed asked;

        Reddit(FetchResult result, List<Post> posts) {
            this.result = result;
            this.posts = posts;
        }

        @Override
        public SourceId id() {
            return SourceId.REDDIT;
        }

        @Override
        public SourceApi api() {
            return SourceApi.RSS;
        }

        @Override
        public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> consumer) {
            asked = feed;
            assertThat(urgency).isEqualTo(Urgency.SCHEDULED);
            posts.forEach(consumer);
            return result;
        }
    }
}
