package tidings.scraper.reddit;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SourceHealth;
import tidings.ratelimit.SourceState;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

class RedditGatewayTest {
    private static final Community JAVA = new Community("java");
    private static final URI ASKED = URI.create("http://reddit.invalid/r/java/top");

    private final ManualClock clock = new ManualClock();
    private final SharedState<SourceState> shared = SharedState.inMemory();
    private final List<URI> sent = new ArrayList<>();
    private final RecordingMeter meter = new RecordingMeter();
    private Supplier<Optional<Transport.Response>> reddit = () -> Optional.of(response(200, Map.of()));

    @Test
    void sendsNothingWhileRedditIsDown() {
        reddit = Optional::empty;
        RedditGateway gateway = environment();
        for (int i = 0; i < 10; i++) {
            assertThat(request(gateway)).isEqualTo("SocketTimeoutException");
        }

        assertThat(request(gateway)).contains("reddit failed too often");
        assertThat(sent).hasSize(10);

        clock.advance(Duration.ofMinutes(11)); // Reddit's window is over, too
        reddit = () -> Optional.of(response(200, Map.of()));
        assertThat(request(gateway)).isEqualTo("200");
        assertThat(request(gateway)).isEqualTo("200");
    }

    @Test
    void aRefusalKeepsTheBreakerClosedAndAnErrorOpensIt() {
        RedditGateway gateway = environment();
        Map<String, String> plenty = Map.of("x-ratelimit-remaining", "90", "x-ratelimit-reset", "500");
        reddit = () -> Optional.of(response(403, plenty));
        for (int i = 0; i < 10; i++) {
            assertThat(request(gateway)).isEqualTo("403");
        }
        reddit = () -> Optional.of(response(500, plenty));
        for (int i = 0; i < 10; i++) {
            request(gateway);
        }

        assertThat(request(gateway)).contains("failed too often");
    }

    @Test
    void allEnvironmentsStopWhenOneIsThrottled() {
        reddit = () -> Optional.of(response(429, Map.of("retry-after", "40")));
        assertThat(request(environment())).isEqualTo("429");

        assertThat(request(environment())).isEqualTo("the rate limit is used up");
        assertThat(sent).hasSize(1);
        assertThat(health()).isEqualTo(SourceHealth.THROTTLED);
    }

    @Test
    void allEnvironmentsKeepWithinTheReportedRateLimit() {
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "2.0", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(response(200, headers));

        assertThat(request(environment())).isEqualTo("200");
        assertThat(request(environment())).isEqualTo("200");
        assertThat(request(environment())).isEqualTo("200");
        assertThat(request(environment())).isEqualTo("the rate limit is used up");
    }

    @Test
    void scheduledRequestsLeaveTheReserve() {
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "10", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(response(200, headers));
        request(environment());
        reddit = () -> Optional.of(response(200, Map.of()));

        int scheduled = 0;
        while (request(environment(), Urgency.SCHEDULED).equals("200")) {
            scheduled++;
        }
        assertThat(scheduled).isEqualTo(8);
        assertThat(request(environment(), Urgency.WAITED_FOR)).isEqualTo("200");
    }

    /// People who ask for much use up our own rate limit, and Reddit is well.
    @Test
    void countsWhatRedditFailsAtAndNotWhatOurOwnRateLimitDenies() {
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(response(200, headers));
        assertThat(request(environment())).isEqualTo("200");
        environment().fetch(Duration.ZERO, Optional.of(new Community("java")), () -> {
            throw new FetchException(new Refused(SourceProblem.PRIVATE));
        });
        assertThat(request(environment())).isEqualTo("the rate limit is used up");
        assertThat(meter.outcomes("ListingRead")).isEmpty();

        clock.advance(Duration.ofMinutes(11));
        reddit = () -> Optional.of(response(429, Map.of("retry-after", "400")));
        assertThat(request(environment())).isEqualTo("429");
        assertThat(meter.outcomes("ListingRead")).containsExactly("failed");
        assertThat(request(environment())).isEqualTo("the rate limit is used up");
        assertThat(meter.outcomes("ListingRead"))
                .as("as long as Reddit throttles")
                .containsExactly("failed", "failed");

        environment().fetch(Duration.ZERO, Optional.of(new Community("java")), () -> {
            throw new FetchException(new Failed(SourceProblem.BLOCKED, clock.instant(), "blocked"));
        });
        assertThat(meter.outcomes("ListingRead")).hasSize(3).containsOnly("failed");
    }

    @Test
    void aBlockedAddressHarmsTheHealthAndARefusedSubredditDoesNot() {
        RedditGateway gateway = environment();
        gateway.fetch(Duration.ZERO, Optional.of(JAVA), () -> {
            throw new FetchException(new Failed(SourceProblem.BLOCKED, clock.instant(), "blocked"));
        });
        assertThat(health()).isEqualTo(SourceHealth.BLOCKED);

        clock.advance(Duration.ofSeconds(1));
        gateway.fetch(Duration.ZERO, Optional.of(JAVA), () -> {
            throw new FetchException(new Refused(SourceProblem.PRIVATE));
        });
        assertThat(health()).isEqualTo(SourceHealth.ALIVE);
    }

    @Test
    void refusalsOfManyCommunitiesWithoutASuccessAreABlock() {
        RedditGateway gateway = environment();
        List<FetchResult> results = new ArrayList<>();
        for (String name : List.of("a1", "b2", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9", "a1")) {
            clock.advance(Duration.ofSeconds(10));
            results.add(refused(environment(), name));
        }

        assertThat(results.subList(0, 8)).containsOnly(new Refused(SourceProblem.MISSING));
        assertThat(results.subList(8, 11))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.BLOCKED)));
        assertThat(health()).isEqualTo(SourceHealth.BLOCKED);

        clock.advance(Duration.ofSeconds(1));
        gateway.fetch(Duration.ZERO, Optional.of(JAVA), () -> new Fetched(3));
        assertThat(health()).isEqualTo(SourceHealth.ALIVE);
        assertThat(refused(gateway, "k1")).isEqualTo(new Refused(SourceProblem.MISSING));
    }

    @Test
    void refusalsOverALongTimeAreRefusals() {
        for (int i = 0; i < 20; i++) {
            assertThat(refused(environment(), "club" + i)).isEqualTo(new Refused(SourceProblem.MISSING));
            clock.advance(Duration.ofMinutes(4));
        }
    }

    @Test
    void aRedirectToTheSameListingIsFollowedOnceWithinTheSamePermit() {
        Map<String, String> limit = Map.of("x-ratelimit-remaining", "1", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(
                sent.getLast().getPath().equals("/r/Java/top")
                        ? response(200, limit)
                        : response(301, Map.of("location", "https://www.reddit.com/r/Java/top?t=day")));
        RedditGateway gateway = environment();

        assertThat(request(gateway)).isEqualTo("200");
        assertThat(sent).extracting(URI::getHost).containsExactly("reddit.invalid", "reddit.invalid");

        reddit = () ->
                Optional.of(response(301, Map.of("location", sent.getLast().getPath() + "/?again")));
        assertThat(request(gateway)).isEqualTo("301");
        assertThat(sent).hasSize(4);
    }

    private FetchResult refused(RedditGateway gateway, String name) {
        return gateway.fetch(Duration.ZERO, Optional.of(new Community(name)), () -> {
            throw new FetchException(new Refused(SourceProblem.MISSING));
        });
    }

    private SourceHealth health() {
        return shared.get().orElseThrow().health(clock.instant());
    }

    private RedditGateway environment() {
        return new RedditGateway(
                (request, _) -> {
                    sent.add(request.uri());
                    return reddit.get().orElseThrow(SocketTimeoutException::new);
                },
                new RequestBudget(shared, RedditMode.OAUTH.allowance(), clock),
                meter,
                clock);
    }

    private String request(RedditGateway gateway) {
        clock.advance(Duration.ofMillis(1));
        return request(gateway, Urgency.WAITED_FOR);
    }

    private String request(RedditGateway gateway, Urgency urgency) {
        Transport.Request request = Transport.Request.get(ASKED, Map.of());
        try (Transport.Response response = gateway.request(request, urgency, Deadline.current())) {
            return Integer.toString(response.status());
        } catch (FetchException stopped) {
            return ((Failed) stopped.result()).detail();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static Transport.Response response(int status, Map<String, String> headers) {
        return new Transport.Response(ASKED, status, headers, InputStream.nullInputStream());
    }
}
