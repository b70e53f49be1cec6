package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.NewPostsRequestedV1;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/// The newest posts of communities that are fetched together.
class NewPostsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<Community> TWO = List.of(new Community("java"), new Community("kotlin"));

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final List<ScrapeMessage> later = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final ListedPages reddit = new ListedPages();

    /// A post each minute, the newest first, by turns of both communities.
    private static List<Post> posts(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(
                        i -> TestFetch.post("p" + i, TWO.get(i % 2).value(), "body", NOON.minus(Duration.ofMinutes(i))))
                .toList();
    }

    private static List<List<Post>> pages(int count) {
        return IntStream.range(0, count)
                .mapToObj(page -> posts(100 * page, 100))
                .toList();
    }

    private ScrapeResult fetched(NewPostsRequestedV1 request) {
        Queue<ScrapeMessage> requests = new Queue<>() {
            @Override
            public void send(List<? extends ScrapeMessage> messages) {
                later.addAll(messages);
            }

            @Override
            public void sendLater(ScrapeMessage message, Duration pause) {
                later.add(message);
                pauses.add(pause);
            }
        };
        return new Scraper(List.of(reddit), requests, PostsQueues.of(queue), clock, new RecordingMeter())
                .scrape(request, Deadline.in(Duration.ofSeconds(20), clock));
    }

    private static NewPostsRequestedV1 since(int minutes) {
        return new NewPostsRequestedV1(TWO, NOON.minus(Duration.ofMinutes(minutes)), "run");
    }

    private List<NewPostsFoundV1> parts() {
        return queue.all().stream()
                .filter(NewPostsFoundV1.class::isInstance)
                .map(NewPostsFoundV1.class::cast)
                .toList();
    }

    private Stream<String> ids() {
        return parts().stream()
                .flatMap(part -> part.posts().stream())
                .map(post -> post.id().value());
    }

    @Test
    void oneRequestServesAllWhereItsPageReachesBackFarEnough() {
        reddit.gives(pages(1));

        assertThat(fetched(since(60))).isEqualTo(new Published(100));

        assertThat(reddit.asked).containsExactly("java+kotlin after Optional.empty");
        assertThat(parts().getLast().span())
                .contains(new Span(
                        NOON.minus(Duration.ofMinutes(99)),
                        List.of(new Found(TWO.getFirst(), 50), new Found(TWO.getLast(), 50))));
        assertThat(later).isEmpty();
    }

    @Test
    void whatDoesNotReachBackIsReadFurther() {
        reddit.gives(pages(4));

        assertThat(fetched(since(250))).isEqualTo(new Published(300));

        assertThat(reddit.asked)
                .containsExactly(
                        "java+kotlin after Optional.empty",
                        "java+kotlin after Optional[p99]",
                        "java+kotlin after Optional[p199]");
        assertThat(ids()).doesNotHaveDuplicates().hasSize(300);
    }

    @Test
    void aListingThatEndsIsReadToItsEnd() {
        reddit.gives(List.of(posts(0, 7)));
        reddit.end = true;

        assertThat(fetched(since(9_000))).isEqualTo(new Published(7));

        assertThat(queue.all()).noneMatch(NewPostsMissedV1.class::isInstance);
    }

    @Test
    void whereMoreIsNewThanIsListedItIsToldOnce() {
        reddit.gives(pages(12));

        assertThat(fetched(since(9_000))).isEqualTo(new Published(1_000));

        assertThat(queue.all()).filteredOn(NewPostsMissedV1.class::isInstance).containsExactly((PostsMessage)
                new NewPostsMissedV1(TWO, "run", clock.instant()));
    }

    @Test
    void whatCannotBeReadNowIsReadLaterFromThereOn() {
        reddit.gives(pages(2));
        reddit.failsAt(1, new Failed(SourceProblem.THROTTLED, clock.instant().plusSeconds(60), "one a minute", true));

        assertThat(fetched(since(150))).isEqualTo(new Published(100));

        NewPostsRequestedV1 rest =
                new NewPostsRequestedV1(TWO, since(150).since(), "run", Optional.of(new PostId("p99")), 1, 1);
        assertThat(later).containsExactly(rest);
        assertThat(pauses).containsExactly(Duration.ofSeconds(61));
        assertThat(parts().getLast().span()).as("the next fetch begins here").isPresent();

        assertThat(fetched(rest)).isEqualTo(new Published(100));
        assertThat(ids()).doesNotHaveDuplicates().hasSize(200);
        assertThat(parts().getLast().span()).isEmpty();
        assertThat(parts()).extracting(NewPostsFoundV1::deduplication).doesNotHaveDuplicates();
    }

    @Test
    void whatKeepsFailingIsGivenUpAndTold() {
        reddit.gives(pages(1));
        failsFrom(1, NewPosts.MAX_FAILURES + 10);

        fetchedToTheEnd(since(150));

        assertThat(queue.all()).filteredOn(NewPostsMissedV1.class::isInstance).hasSize(1);
        assertThat(pauses).hasSize(NewPosts.MAX_FAILURES).startsWith(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(10), Duration.ofHours(14));
    }

    /// Requests that fail are none of the ten that a listing takes.
    @Test
    void howeverOftenAPageFailsAllOfTheListingIsReadOnceItWorks() {
        reddit.gives(pages(10));
        failsFrom(1, 12);
        failsFrom(14, 40);

        fetchedToTheEnd(since(950));

        assertThat(ids()).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(queue.all()).noneMatch(NewPostsMissedV1.class::isInstance);
        assertThat(parts()).extracting(NewPostsFoundV1::deduplication).doesNotHaveDuplicates();
        assertThat(parts()).filteredOn(part -> part.span().isPresent()).hasSize(1);
    }

    private void failsFrom(int request, int times) {
        for (int i = request; i < request + times; i++) {
            reddit.failsAt(i, new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "cut off"));
        }
    }

    private void fetchedToTheEnd(NewPostsRequestedV1 first) {
        Optional<ScrapeMessage> request = Optional.of(first);
        while (request.isPresent()) {
            later.clear();
            fetched((NewPostsRequestedV1) request.get());
            request = later.stream().findFirst();
        }
    }

    @Test
    void whereTheFirstPageFailsNothingIsKnownUntilTheNextFetch() {
        reddit.gives(pages(1));
        reddit.failsAt(0, new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "cut off"));

        assertThat(fetched(since(60))).isEqualTo(new Dropped(SourceProblem.UNAVAILABLE));
        assertThat(queue.all()).isEmpty();
        assertThat(later).isEmpty();
    }

    @Test
    void aRefusalIsOfTheCommunityThatWasAskedForAloneAndTellsNothingOfEachOfSeveral() {
        reddit.refuses = true;
        fetched(since(60));
        assertThat(queue.refusals()).isEmpty();
        assertThat(parts().getLast().span().orElseThrow().found())
                .containsExactly(new Found(TWO.getFirst(), 0), new Found(TWO.getLast(), 0));

        fetched(new NewPostsRequestedV1(TWO.subList(0, 1), NOON, "alone"));
        assertThat(queue.refusals())
                .extracting(FeedRefusedV1::feed, FeedRefusedV1::reason)
                .containsExactly(tuple(TestFetch.feed("java", Period.DAY), SourceProblem.PRIVATE));
    }

    @Test
    void postsOfACommunityThatWasNotAskedForAreLeftOut() {
        reddit.gives(List.of(List.of(
                TestFetch.post("p0", "stranger", "body", NOON), posts(1, 1).getFirst())));
        reddit.end = true;

        fetched(since(60));

        assertThat(ids()).containsExactly("p1");
        assertThat(parts().getFirst().posts().getFirst().community()).isEqualTo(TWO.getLast());
    }
}
