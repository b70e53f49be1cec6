package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.Allowance;
import tidings.domain.SourceProblem;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.localstack.reddit.Fault;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.aws.Deadline;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class RedditApiTest implements SourceContract {
    private static final String AGENT = "test:tidings:1.0.0 (by /u/nobody)";

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10).plus(Allowance.MARGIN);

    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final RedditSandbox sandbox =
            RedditSandbox.start(RedditSandboxSettings.on(0, clock).withDelay(Duration.ofSeconds(5)));

    @Override
    public Source source() {
        return api(100, "sandbox-secret", new UrlTransport(AGENT));
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Test
    void keepsTheOrderOfTheListing() {
        Listed gaming = Listed.from(source(), "gaming", clock);

        assertThat(gaming.posts())
                .hasSize(100)
                .isSortedAccordingTo(
                        Comparator.comparingInt((Post post) -> post.score().orElseThrow())
                                .reversed());
        assertThat(gaming.posts())
                .extracting(Post::kind)
                .contains(PostKind.IMAGE, PostKind.GALLERY, PostKind.VIDEO, PostKind.TEXT);
    }

    @Test
    void pagesAsDeepAsItIsTold() {
        Listed deep = Listed.from(
                api(950, "sandbox-secret", new UrlTransport(AGENT)), Listed.feed("gaming", Period.ALL), soon());

        assertThat(deep.result()).isEqualTo(new Fetched(950));
        assertThat(deep.posts()).hasSize(950).extracting(Post::id).doesNotHaveDuplicates();
        assertThat(sandbox.requests()).isEqualTo(11); // a token and ten pages
    }

    @Test
    void stopsAtTheEndOfAShortListing() {
        Listed all = Listed.from(
                api(950, "sandbox-secret", new UrlTransport(AGENT)), Listed.feed("sundials", Period.ALL), soon());

        assertThat(all.posts()).hasSizeBetween(120, 130);
    }

    @Test
    void endsWhenAPageBringsNothingNewThoughItPromisesMore() {
        AtomicInteger pages = new AtomicInteger();
        Source repeating = CannedReddit.api(
                () -> {
                    pages.incrementAndGet();
                    return CannedReddit.text(
                            "{\"data\": {\"after\": \"t3_abc1\", \"children\": [{\"data\": {\"id\": \"abc1\", "
                                    + "\"subreddit\": \"java\", \"title\": \"The only one\", \"created_utc\": 1763632800}}]}}");
                },
                clock);

        assertThat(Listed.from(repeating, "java", clock).result()).isEqualTo(new Fetched(1));
        assertThat(pages).hasValue(2);
    }

    @Test
    void keepsOneTokenUntilItEnds() {
        Source api = source();
        Listed.from(api, "java", clock);
        Listed.from(api, "dogs", clock);
        assertThat(sandbox.requests()).isEqualTo(3);

        clock.advance(Duration.ofMinutes(59).plusSeconds(1));
        Listed.from(api, "java", clock);

        assertThat(sandbox.requests()).isEqualTo(5);
    }

    @Test
    void fetchesOneNewTokenWhenItsOwnIsRefused() {
        Source api = source();
        Listed.from(api, "java", clock);
        sandbox.revokeTokens();

        assertThat(Listed.from(api, "java", clock).result()).isInstanceOf(Fetched.class);
        assertThat(sandbox.requests()).isEqualTo(5);
    }

    @Test
    void givesUpWhenANewTokenIsRefusedToo() {
        assertThat(Listed.from(source(), "unauthorized_club", clock).result())
                .isEqualTo(new Later(SourceProblem.UNAVAILABLE, clock.instant(), "status 401"));
        assertThat(sandbox.requests()).isEqualTo(4);
    }

    @Test
    void namesTheSettingsWhenTheClientIsUnknown() {
        FetchResult result = Listed.from(api(100, "wrong", new UrlTransport(AGENT)), "java", clock)
                .result();

        assertThat(result)
                .isInstanceOfSatisfying(
                        Later.class,
                        later -> assertThat(later.what())
                                .contains("RedditClientId", "RedditClientSecret")
                                .doesNotContain("wrong"));
    }

    @Test
    void asksNothingWhileThrottled() {
        Source api = source();
        sandbox.faults().plan("java", Fault.THROTTLED, 1);
        Instant opens = clock.instant().plusSeconds(30);
        assertThat(later(Listed.from(api, "java", clock))).isEqualTo(opens);
        long asked = sandbox.requests();

        clock.advance(Duration.ofSeconds(29));
        assertThat(later(Listed.from(api, "dogs", clock))).isEqualTo(opens);
        assertThat(sandbox.requests()).isEqualTo(asked);

        clock.advance(Duration.ofSeconds(1));
        assertThat(Listed.from(api, "java", clock).result()).isInstanceOf(Fetched.class);
    }

    @Test
    void stopsWhenTheRateWindowIsUsedUpAndGoesOnWithTheNext() {
        Source api = source();
        Listed last = null;
        int asked = 0;
        do {
            last = Listed.from(api, "empty_club", clock);
            asked++;
        } while (last.result() instanceof Fetched);

        assertThat(asked).isEqualTo(1_001);
        assertThat(later(last)).isEqualTo(clock.instant().plus(TEN_MINUTES));
        assertThat(sandbox.requests()).isEqualTo(1_001); // a token and 1,000 pages; none was asked in vain

        clock.advance(TEN_MINUTES);
        assertThat(Listed.from(api, "empty_club", clock).result()).isEqualTo(new Fetched(0));
    }

    @Test
    void aSlowAnswerEndsWithItsDeadline() {
        long start = System.nanoTime();
        Listed slow = Listed.from(
                source(), Listed.feed("slow_club", Period.DAY), Deadline.in(Duration.ofMillis(700), clock));

        assertThat(slow.result()).isEqualTo(new Later(SourceProblem.UNAVAILABLE, clock.instant(), "SocketTimeoutException"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void asksInTheNameOfItsOperatorForZippedRawJson() {
        List<Transport.Ask> asked = new ArrayList<>();
        Transport real = new UrlTransport(AGENT);
        Listed.from(
                api(100, "sandbox-secret", (ask, deadline) -> {
                    asked.add(ask);
                    return real.send(ask, deadline);
                }),
                "java",
                clock);

        assertThat(asked.getLast().uri().toString()).endsWith("/r/java/top?raw_json=1&limit=100&t=month");
    }

    private Source api(int depth, String secret, Transport transport) {
        BearerToken.Client client = new BearerToken.Client("sandbox-client", secret);
        RedditGateway gateway = Doors.client(transport, clock);
        BearerToken token = new BearerToken(sandbox.uri(), () -> client, gateway, clock);
        return new RedditApi(sandbox.uri(), token, gateway, clock, depth);
    }

    private Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20), clock);
    }

    private static Instant later(Listed listed) {
        return ((Later) listed.result()).notBefore();
    }
}
