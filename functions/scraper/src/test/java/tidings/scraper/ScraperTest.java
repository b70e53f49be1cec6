package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.SourceProblem;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.ScrapeResult.Queued;
import tidings.scraper.source.FakeSource;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.scraper.source.TestFetch;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class ScraperTest {
    private static final PendingCard WAITING =
            new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("7"), "7", "en");

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final Requests requests = new Requests();
    private final RecordingMeter meter = new RecordingMeter();

    @Test
    void queuesPostsInPartsThatFitAndMarksTheLast() {
        List<Post> posts = IntStream.range(0, 120)
                .mapToObj(i -> TestFetch.post("p" + i, "java", "本".repeat(4_000), clock.instant()))
                .toList();

        ScrapeResult result = scraped(new FakeSource(clock, posts), request(WAITING), 1);

        assertThat(result).isEqualTo(new Published(120));
        assertThat(queue.largest()).isBetween(150_000, PostsPublisher.MAX_BYTES);
        assertThat(queue.posts()).isEqualTo(posts);
        int rank = 0;
        for (PostsFoundV1 part : queue.parts()) {
            assertThat(part.firstRank()).isEqualTo(rank);
            assertThat(part.run()).isEqualTo("run-7");
            assertThat(part.waiting()).containsExactly(WAITING);
            rank += part.posts().size();
        }
        assertThat(queue.parts().getLast().total()).hasValue(120);
        assertThat(queue.parts().subList(0, queue.parts().size() - 1))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.total()).isEmpty());
        assertThat(meter.outcomes("ListingRead")).containsExactly("published");
    }

    @Test
    void theLastPartSaysHowManyPostsCouldNotBeRead() {
        FakeSource source = java().then(new Fetched(30, 4));

        assertThat(scraped(source, request(WAITING), 1)).isEqualTo(new Published(30));
        assertThat(queue.parts().getLast().skipped()).hasValue(4);

        assertThat(scraped(java(), request(WAITING), 1)).isEqualTo(new Published(60));
        assertThat(queue.parts().getLast().skipped()).isEmpty();
    }

    @Test
    void anEmptyFeedIsOneEmptyPart() {
        assertThat(scraped(new FakeSource(clock, List.of()), request(WAITING), 1))
                .isEqualTo(new Published(0));

        assertThat(queue.parts()).singleElement().satisfies(part -> {
            assertThat(part.posts()).isEmpty();
            assertThat(part.total()).hasValue(0);
        });
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void notifiesAboutARefusalAtOnce(SourceProblem problem) {
        ScrapeResult result = scraped(java().then(new Refused(problem)), request(WAITING), 1);

        assertThat(result).isEqualTo(new Notified(problem));
        assertThat(queue.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(problem);
            assertThat(refusal.waiting()).containsExactly(WAITING);
            assertThat(refusal.refusedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void retriesABrokenResponseAtOnce() {
        FakeSource source = java().then(broken());

        assertThat(scraped(source, request(WAITING), 1)).isEqualTo(new Published(60));
        assertThat(source.fetches()).isEqualTo(2);
        assertThat(queue.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.posts()).hasSize(60));
    }

    @Test
    void postponesRepeatedFailuresForLongerEachTime() {
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), 1))
                .isEqualTo(new Postponed(Duration.ofSeconds(3)));
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), 3))
                .isEqualTo(new Postponed(Duration.ofSeconds(12)));
        assertThat(queue.refusals()).isEmpty();
        assertThat(queue.parts()).isEmpty();
    }

    @Test
    void retriesAThrottledFeedWhenTheSourceAllowsIt() {
        FakeSource source = java().then(throttled(Duration.ofSeconds(9)));

        assertThat(scraped(source, request(WAITING), 1)).isEqualTo(new Postponed(Duration.ofSeconds(10)));
        assertThat(source.fetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 65, 300, 600, 650})
    void whoeverWaitsLongIsToldHowLongAndTheRequestComesBackForItsTurn(int seconds) {
        Instant turn = clock.instant().plusSeconds(seconds + 1);

        assertThat(scraped(java().then(throttled(Duration.ofSeconds(seconds))), request(WAITING), 3))
                .isEqualTo(new Queued(turn));

        assertThat(requests.messages)
                .containsExactly(new ScrapeRequestedV1(
                        TestFetch.feed("java", Period.DAY), "run-7", List.of(WAITING), Optional.of(turn)));
        assertThat(requests.pauses).containsExactly(Duration.ofSeconds(seconds + 1));
        assertThat(queue.all())
                .containsExactly(
                        new WaitOverV1(
                                TestFetch.feed("java", Period.DAY), "run-7", List.of(WAITING), turn.plusSeconds(60)),
                        new FeedDelayedV1(
                                TestFetch.feed("java", Period.DAY),
                                "run-7",
                                List.of(WAITING),
                                turn,
                                Optional.of(SourceProblem.THROTTLED)));
        assertThat(queue.pauses())
                .containsExactly(Duration.ofSeconds(seconds + 61))
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(900)) <= 0, "SQS delays no longer");
    }

    @Test
    void aRequestThatHadItsTurnIsRetriedAsOftenAsAnyOther() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(40))), atItsTurn(), 1))
                .isEqualTo(new Postponed(Duration.ofSeconds(41)));
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(40))), atItsTurn(), Scraper.ATTEMPTS))
                .isEqualTo(new Notified(SourceProblem.THROTTLED));
        assertThat(requests.messages).isEmpty();
    }

    @Test
    void aRequestWhoseTurnSomebodyElseGotIsToldItsNextOneUnlessItHadItsOwn() {
        Failed moved = new Failed(SourceProblem.THROTTLED, clock.instant().plusSeconds(70), "not its turn", true);
        scraped(java().then(broken(), moved), atItsTurn(), 1);
        scraped(java().then(moved), atItsTurn(), 2);
        assertThat(requests.pauses).isEmpty();
        scraped(java().then(moved), atItsTurn(), 1);
        assertThat(requests.pauses).containsExactly(Duration.ofSeconds(71));
    }

    @Test
    void aRequestSaysWhoItIsMadeFor() {
        FakeSource source = java();
        scraped(source, request(), 1);
        scraped(source, request(WAITING), 1);
        scraped(source, atItsTurn(), 1);
        assertThat(source.urgencies())
                .extracting(Urgency::kind)
                .containsExactly(Urgency.Kind.SCHEDULED, Urgency.Kind.WAITED_FOR, Urgency.Kind.RESERVED);
        assertThat(source.urgencies().get(1).whose())
                .isNotEmpty()
                .isEqualTo(source.urgencies().get(2).whose());
    }

    @Test
    void notifiesPeopleWhoWaitWhenTheAttemptsRunOut() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(40))), request(WAITING), Scraper.ATTEMPTS))
                .isEqualTo(new Notified(SourceProblem.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), Scraper.ATTEMPTS))
                .isEqualTo(new Notified(SourceProblem.UNAVAILABLE));
        assertThat(queue.refusals()).hasSize(2);
    }

    @Test
    void notifiesInsteadOfPostponingForLong() {
        assertThat(scraped(java().then(throttled(Duration.ofMinutes(11))), request(WAITING), 1))
                .isEqualTo(new Notified(SourceProblem.THROTTLED));
    }

    @Test
    void dropsAFailedScheduledFetch() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(9))), request(), 1))
                .isEqualTo(new Dropped(SourceProblem.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(), 1))
                .isEqualTo(new Dropped(SourceProblem.UNAVAILABLE));
        assertThat(queue.refusals()).isEmpty();
    }

    @Test
    void doesNotRetryAfterTheDeadline() {
        FakeSource source = java().then(broken());
        assertThat(scraper(source).scrape(request(WAITING), 1, Deadline.in(Duration.ZERO, clock)))
                .isInstanceOf(Postponed.class);
        assertThat(source.fetches()).isEqualTo(1);
    }

    @Test
    void refusesAFeedOfASourceThatThisDeploymentDoesNotFetch() {
        Scraper none = new Scraper(List.of(), requests, PostsQueues.of(queue), clock, meter);
        assertThat(none.scrape(request(WAITING), 1, Deadline.in(Duration.ofSeconds(20), clock)))
                .isEqualTo(new Notified(SourceProblem.OFF));
        assertThat(queue.refusals()).hasSize(1);
    }

    /// People may ask for what does not exist, and a deployment that reads nothing is no dead source.
    @Test
    void countsOnlyRefusalsOfWhatWasReadBefore() {
        for (SourceProblem problem : SourceProblem.values()) {
            scraped(java().then(new Refused(problem)), request(WAITING), 1);
        }
        assertThat(meter.outcomes("ListingRead")).isEmpty();

        for (SourceProblem problem : SourceProblem.values()) {
            scraped(java().then(new Refused(problem)), request(), 1);
        }
        assertThat(meter.outcomes("ListingRead")).hasSize(4).containsOnly("refused");
    }

    private static final class Requests implements Queue<ScrapeMessage> {
        private final List<ScrapeMessage> messages = new ArrayList<>();
        private final List<Duration> pauses = new ArrayList<>();

        @Override
        public void send(List<? extends ScrapeMessage> sent) {
            messages.addAll(sent);
        }

        @Override
        public void sendLater(ScrapeMessage message, Duration pause) {
            messages.add(message);
            pauses.add(pause);
        }
    }

    private FakeSource java() {
        return FakeSource.ofJava(clock);
    }

    private Failed broken() {
        return new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "broken");
    }

    private Failed throttled(Duration wait) {
        return new Failed(SourceProblem.THROTTLED, clock.instant().plus(wait), "throttled");
    }

    private ScrapeRequestedV1 atItsTurn() {
        return new ScrapeRequestedV1(
                TestFetch.feed("java", Period.DAY), "run-7", List.of(WAITING), Optional.of(clock.instant()));
    }

    private static ScrapeRequestedV1 request(PendingCard... waiting) {
        return new ScrapeRequestedV1(TestFetch.feed("java", Period.DAY), "run-7", List.of(waiting));
    }

    private ScrapeResult scraped(Source source, ScrapeRequestedV1 request, int attempt) {
        return scraper(source).scrape(request, attempt, Deadline.in(Duration.ofSeconds(20), clock));
    }

    private Scraper scraper(Source source) {
        return new Scraper(List.of(source), requests, PostsQueues.of(queue), clock, meter);
    }
}
