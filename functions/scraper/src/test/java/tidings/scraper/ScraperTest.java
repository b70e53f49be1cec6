package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.telegram.CardId;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.PendingCard;
import tidings.domain.ChatId;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.SourceProblem;
import tidings.aws.Deadline;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.ScrapeResult.Notified;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Refused;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class ScraperTest {
    private static final PendingCard WAITING = new PendingCard(new ChatId(4711), CardId.ofUpdate("7"), "7");

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final RecordingMeter meter = new RecordingMeter();

    @Test
    void queuesPostsInPartsThatFitAndFlagsTheLast() {
        List<Post> posts = IntStream.range(0, 120)
                .mapToObj(i -> Listed.post("p" + i, "java", "本".repeat(4_000), clock.instant()))
                .toList();

        ScrapeResult outcome = scraped(new FakeSource(clock, posts), request(WAITING), 1);

        assertThat(outcome).isEqualTo(new Published(120));
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
    void anEmptyListingIsOnePartOfNone() {
        assertThat(scraped(new FakeSource(clock, List.of()), request(WAITING), 1))
                .isEqualTo(new Published(0));

        assertThat(queue.parts()).singleElement().satisfies(part -> {
            assertThat(part.posts()).isEmpty();
            assertThat(part.total()).hasValue(0);
        });
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void tellsARefusalAtOnce(SourceProblem reason) {
        ScrapeResult outcome = scraped(java().then(new Refused(reason)), request(WAITING), 1);

        assertThat(outcome).isEqualTo(new Notified(reason));
        assertThat(queue.refusals()).singleElement().satisfies(told -> {
            assertThat(told.reason()).isEqualTo(reason);
            assertThat(told.waiting()).containsExactly(WAITING);
            assertThat(told.refusedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void asksAgainAtOnceAfterAHiccup() {
        FakeSource source = java().then(broken());

        assertThat(scraped(source, request(WAITING), 1)).isEqualTo(new Published(60));
        assertThat(source.readings()).isEqualTo(2);
        assertThat(queue.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.posts()).hasSize(60));
    }

    @Test
    void postponesWhatStaysBrokenABitLongerEachTime() {
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), 1))
                .isEqualTo(new Postponed(Duration.ofSeconds(3)));
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), 3))
                .isEqualTo(new Postponed(Duration.ofSeconds(60)));
        assertThat(queue.refusals()).isEmpty();
        assertThat(queue.parts()).isEmpty();
    }

    @Test
    void comesBackWhenAThrottlingSourceSaysAndNotBefore() {
        FakeSource source = java().then(throttled(Duration.ofSeconds(40)));

        assertThat(scraped(source, request(WAITING), 1)).isEqualTo(new Postponed(Duration.ofSeconds(41)));
        assertThat(source.readings()).isEqualTo(1);
        assertThat(meter.outcomes("ListingRead")).containsExactly("postponed");
    }

    @Test
    void tellsThoseWhoWaitWhenTheAttemptsRunOut() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(40))), request(WAITING), Scraper.ATTEMPTS))
                .isEqualTo(new Notified(SourceProblem.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), Scraper.ATTEMPTS))
                .isEqualTo(new Notified(SourceProblem.UNAVAILABLE));
        assertThat(queue.refusals()).hasSize(2);
    }

    @Test
    void leavesNobodyWaitingForMinutes() {
        assertThat(scraped(java().then(throttled(Duration.ofMinutes(9))), request(WAITING), 1))
                .isEqualTo(new Notified(SourceProblem.THROTTLED));
    }

    @Test
    void dropsWhatNobodyWaitsForBecauseTheSchedulerAsksAgain() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(9))), request(), 1))
                .isEqualTo(new Dropped(SourceProblem.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(), 1)).isEqualTo(new Dropped(SourceProblem.UNAVAILABLE));
        assertThat(queue.refusals()).isEmpty();
        assertThat(meter.outcomes("ListingRead")).contains("dropped");
    }

    @Test
    void asksOnlyOnceWithoutTimeForMore() {
        FakeSource source = java().then(broken());

        ScrapeResult outcome = scraper(source).scrape(request(WAITING), 1, Deadline.in(Duration.ZERO, clock));

        assertThat(outcome).isInstanceOf(Postponed.class);
        assertThat(source.readings()).isEqualTo(1);
    }

    private FakeSource java() {
        return FakeSource.ofJava(clock);
    }

    private Later broken() {
        return new Later(SourceProblem.UNAVAILABLE, clock.instant(), "broken");
    }

    private Later throttled(Duration wait) {
        return new Later(SourceProblem.THROTTLED, clock.instant().plus(wait), "throttled");
    }

    private static ScrapeRequestedV1 request(PendingCard... waiting) {
        return new ScrapeRequestedV1(Listed.feed("java", Period.DAY), "run-7", List.of(waiting));
    }

    private ScrapeResult scraped(Source source, ScrapeRequestedV1 request, int attempt) {
        return scraper(source).scrape(request, attempt, Deadline.in(Duration.ofSeconds(20), clock));
    }

    private Scraper scraper(Source source) {
        return new Scraper(source, queue, clock, meter);
    }
}
