package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.budget.Trouble;
import tidings.contracts.CardId;
import tidings.contracts.PostsFoundV1;
import tidings.contracts.ScrapeRequestedV1;
import tidings.contracts.Waiting;
import tidings.domain.ChatId;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.Refusal;
import tidings.platform.Deadline;
import tidings.scraper.Outcome.Dropped;
import tidings.scraper.Outcome.Postponed;
import tidings.scraper.Outcome.Published;
import tidings.scraper.Outcome.Told;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Refused;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class ScraperTest {
    private static final Waiting WAITING = new Waiting(new ChatId(4711), CardId.ofUpdate("7"), "7");

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final RecordingMeter meter = new RecordingMeter();

    @Test
    void queuesPostsInPartsThatFitAndFlagsTheLast() {
        List<Post> posts = IntStream.range(0, 120)
                .mapToObj(i -> Listed.post("p" + i, "java", "本".repeat(4_000), clock.instant()))
                .toList();

        Outcome outcome = scraped(new FakeSource(clock, posts), request(WAITING), 1);

        assertThat(outcome).isEqualTo(new Published(120));
        assertThat(queue.largest()).isBetween(150_000, Parts.MAX_BYTES);
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
    @EnumSource(Refusal.class)
    void tellsARefusalAtOnce(Refusal reason) {
        Outcome outcome = scraped(java().then(new Refused(reason)), request(WAITING), 1);

        assertThat(outcome).isEqualTo(new Told(reason));
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
                .isEqualTo(new Told(Refusal.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(WAITING), Scraper.ATTEMPTS))
                .isEqualTo(new Told(Refusal.UNAVAILABLE));
        assertThat(queue.refusals()).hasSize(2);
    }

    @Test
    void leavesNobodyWaitingForMinutes() {
        assertThat(scraped(java().then(throttled(Duration.ofMinutes(9))), request(WAITING), 1))
                .isEqualTo(new Told(Refusal.THROTTLED));
    }

    @Test
    void dropsWhatNobodyWaitsForBecauseTheSchedulerAsksAgain() {
        assertThat(scraped(java().then(throttled(Duration.ofSeconds(9))), request(), 1))
                .isEqualTo(new Dropped(Refusal.THROTTLED));
        assertThat(scraped(java().then(broken(), broken()), request(), 1)).isEqualTo(new Dropped(Refusal.UNAVAILABLE));
        assertThat(queue.refusals()).isEmpty();
        assertThat(meter.outcomes("ListingRead")).contains("dropped");
    }

    @Test
    void asksOnlyOnceWithoutTimeForMore() {
        FakeSource source = java().then(broken());

        Outcome outcome = scraper(source).scrape(request(WAITING), 1, Deadline.in(Duration.ZERO, clock));

        assertThat(outcome).isInstanceOf(Postponed.class);
        assertThat(source.readings()).isEqualTo(1);
    }

    private FakeSource java() {
        return FakeSource.ofJava(clock);
    }

    private Later broken() {
        return new Later(Trouble.SILENT, clock.instant(), "broken");
    }

    private Later throttled(Duration wait) {
        return new Later(Trouble.THROTTLED, clock.instant().plus(wait), "throttled");
    }

    private static ScrapeRequestedV1 request(Waiting... waiting) {
        return new ScrapeRequestedV1(Listed.listing("java", Period.DAY), "run-7", List.of(waiting));
    }

    private Outcome scraped(Source source, ScrapeRequestedV1 request, int attempt) {
        return scraper(source).scrape(request, attempt, Deadline.in(Duration.ofSeconds(20), clock));
    }

    private Scraper scraper(Source source) {
        return new Scraper(source, queue, clock, meter);
    }
}
