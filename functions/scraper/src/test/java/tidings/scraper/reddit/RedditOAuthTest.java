package tidings.scraper.reddit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.domain.SourceProblem;
import tidings.localstack.reddit.Fault;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RedditMode;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.Source;
import tidings.scraper.source.SourceContract;
import tidings.scraper.source.TestFetch;
import tidings.scraper.source.Transport;
import tidings.scraper.source.UrlTransport;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class RedditOAuthTest implements SourceContract {
    @Override
    public int pagesAtOnce() {
        return 3;
    }

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
    void keepsTheOrderOfTheFeed() {
        TestFetch gaming = TestFetch.of(source(), "gaming", clock);

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
    void postsHaveTheirPicturesFlairsSpoilersAndOriginals() {
        List<Post> posts = Stream.of("gaming", "photography", "java", "all")
                .flatMap(name -> TestFetch.of(source(), name, clock).posts().stream())
                .toList();

        assertThat(posts)
                .flatExtracting(post -> post.details().media())
                .extracting(PostMedia::kind)
                .contains(PostMedia.Kind.values());
        assertThat(posts)
                .filteredOn(post -> post.kind() == PostKind.GALLERY)
                .allSatisfy(post -> assertThat(post.details().media()).hasSize(3));
        assertThat(posts).anyMatch(post -> post.details().flair().isPresent());
        assertThat(posts).anyMatch(post -> post.details().spoiler());
        assertThat(posts)
                .filteredOn(post -> post.kind() == PostKind.CROSSPOST)
                .isNotEmpty()
                .allMatch(post -> post.details().original().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "popular", "java+cooking+u_quiet-otter", "user/quiet-otter/m/outdoors"})
    void eachPostOfAMixedFeedIsOfItsOwnCommunity(String mixed) {
        TestFetch fetched = TestFetch.of(source(), mixed, clock);

        assertThat(fetched.posts().stream().map(Post::community).distinct()).hasSizeGreaterThan(1);
        assertThat(fetched.posts())
                .allSatisfy(post -> assertThat(post.permalink())
                        .containsIgnoringCase("/r/" + post.community() + "/comments/" + post.id()));
    }

    @Test
    void fetchesAProfileAndAListingThatIsElsewhere() {
        assertThat(TestFetch.of(source(), "u_quiet-otter", clock).posts())
                .isNotEmpty()
                .extracting(post -> post.community().label())
                .containsOnly("u/quiet-otter");
        assertThat(TestFetch.of(source(), "capitals_club", clock).posts()).isNotEmpty();
    }

    @Test
    void takesOverEveryOddPostThatCanBeRead() {
        TestFetch odd = TestFetch.of(source(), "odd_club", clock);

        assertThat(odd.result()).isEqualTo(new Fetched(21, 4)); // no time, no title, a comment, nothing
        assertThat(odd.posts())
                .extracting(post -> post.id().value())
                .startsWith("odd00", "odd01")
                .endsWith("odd22", "odd28")
                .doesNotContain("odd15", "odd16", "odd17"); // removed
        assertThat(odd.posts())
                .extracting(Post::title)
                .contains("Half an emoji", "…", "Written backwards by an override");
        assertThat(odd.posts())
                .extracting(Post::community)
                .contains(new Community("u_quiet-otter"), new Community("reddit.com"));
    }

    @Test
    void fetchesPagesUpToTheConfiguredDepth() {
        TestFetch deep = TestFetch.of(
                api(950, "sandbox-secret", new UrlTransport(AGENT)), TestFetch.feed("gaming", Period.ALL), soon());

        assertThat(deep.result()).isEqualTo(new Fetched(950));
        assertThat(deep.posts()).hasSize(950).extracting(Post::id).doesNotHaveDuplicates();
        assertThat(sandbox.requests()).isEqualTo(11); // a token and ten pages
    }

    @Test
    void stopsAtTheEndOfAShortFeed() {
        TestFetch all = TestFetch.of(
                api(950, "sandbox-secret", new UrlTransport(AGENT)), TestFetch.feed("sundials", Period.ALL), soon());

        assertThat(all.posts()).hasSizeBetween(120, 130);
    }

    @Test
    void stopsAtAPageWithoutNewPosts() {
        AtomicInteger pages = new AtomicInteger();
        Source repeating = StubReddit.api(
                () -> {
                    pages.incrementAndGet();
                    return StubReddit.text(
                            "{\"data\": {\"after\": \"t3_abc1\", \"children\": [{\"data\": {\"id\": \"abc1\","
                                    + " \"subreddit\": \"java\", \"title\": \"The only one\", \"created_utc\":"
                                    + " 1763632800}}]}}");
                },
                clock);

        assertThat(TestFetch.of(repeating, "java", clock).result())
                .as("and says that it goes on")
                .isEqualTo(new Fetched(1).goesOn(Optional.of(new PostId("abc1"))));
        assertThat(pages).hasValue(2);
    }

    @Test
    void reusesATokenUntilItExpires() {
        Source api = source();
        TestFetch.of(api, "java", clock);
        TestFetch.of(api, "dogs", clock);
        assertThat(sandbox.requests()).isEqualTo(3);

        clock.advance(Duration.ofMinutes(59).plusSeconds(1));
        TestFetch.of(api, "java", clock);

        assertThat(sandbox.requests()).isEqualTo(5);
    }

    @Test
    void renewsARevokedTokenOnce() {
        Source api = source();
        TestFetch.of(api, "java", clock);
        sandbox.revokeTokens();

        assertThat(TestFetch.of(api, "java", clock).result()).isInstanceOf(Fetched.class);
        assertThat(sandbox.requests()).isEqualTo(5);
    }

    @Test
    void failsWhenTheRenewedTokenIsRefusedToo() {
        assertThat(TestFetch.of(source(), "unauthorized_club", clock).result())
                .isEqualTo(new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "status 401"));
        assertThat(sandbox.requests()).isEqualTo(4);
    }

    @Test
    void namesTheParametersOfAnUnknownClient() {
        FetchResult result = TestFetch.of(api(100, "wrong", new UrlTransport(AGENT)), "java", clock)
                .result();

        assertThat(result)
                .isInstanceOfSatisfying(
                        Failed.class,
                        later -> assertThat(later.detail())
                                .contains("RedditClientId", "RedditClientSecret")
                                .doesNotContain("wrong"));
    }

    @Test
    void sendsNoRequestsWhileThrottled() {
        Source api = source();
        sandbox.faults().plan("java", Fault.THROTTLED, 1);
        Instant opens = clock.instant().plusSeconds(5);
        assertThat(later(TestFetch.of(api, "java", clock))).isEqualTo(opens);
        long requests = sandbox.requests();

        clock.advance(Duration.ofSeconds(4));
        assertThat(later(TestFetch.of(api, "dogs", clock))).isEqualTo(opens);
        assertThat(sandbox.requests()).isEqualTo(requests);

        clock.advance(Duration.ofSeconds(1));
        assertThat(TestFetch.of(api, "java", clock).result()).isInstanceOf(Fetched.class);
    }

    @Test
    void stopsWhenTheRateLimitIsUsedUpUntilTheNextWindow() {
        Source api = source();
        TestFetch last = null;
        int fetches = 0;
        do {
            last = TestFetch.of(api, "empty_club", clock);
            fetches++;
        } while (last.result() instanceof Fetched);

        assertThat(fetches).isEqualTo(1_000);
        assertThat(later(last)).isEqualTo(clock.instant().plus(TEN_MINUTES));
        assertThat(sandbox.requests()).isEqualTo(1_000); // a token, which counts here, and 999 pages; none was rejected

        clock.advance(TEN_MINUTES);
        assertThat(TestFetch.of(api, "empty_club", clock).result()).isEqualTo(new Fetched(0));
    }

    /// Without a deadline the sandbox would answer after five seconds.
    @Test
    void aSlowResponseIsAbortedAtTheDeadline() {
        TestFetch slow = TestFetch.of(
                source(), TestFetch.feed("slow_club", Period.DAY), Deadline.in(Duration.ofMillis(700), clock));

        assertThat(slow.result())
                .isEqualTo(new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "SocketTimeoutException"));
    }

    @Test
    void requestsAPageOfRawJson() {
        List<Transport.Request> sent = new ArrayList<>();
        Transport real = new UrlTransport(AGENT);
        TestFetch.of(
                api(100, "sandbox-secret", (request, deadline) -> {
                    sent.add(request);
                    return real.send(request, deadline);
                }),
                "java",
                clock);

        assertThat(sent.getLast().uri().toString()).endsWith("/r/java/top?raw_json=1&limit=100&t=month");
    }

    private Source api(int depth, String secret, Transport transport) {
        BearerToken.Client client = new BearerToken.Client("sandbox-client", secret);
        RedditGateway gateway = TestGateways.of(RedditMode.OAUTH, transport, clock);
        BearerToken token = new BearerToken(sandbox.uri(), () -> client, gateway, clock);
        return new RedditOAuth(sandbox.uri(), token, gateway, depth);
    }

    private Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20), clock);
    }

    private static Instant later(TestFetch listed) {
        return ((Failed) listed.result()).notBefore();
    }
}
