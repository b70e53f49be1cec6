package tidings.scraper.reddit;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.Source;
import tidings.scraper.source.SourceContract;
import tidings.scraper.source.TestFetch;
import tidings.scraper.source.UrlTransport;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class RedditRssTest implements SourceContract {
    private static final String AGENT = "test:tidings:1.0.0 (by /u/nobody)";

    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final RedditSandbox sandbox = RedditSandbox.start(RedditSandboxSettings.on(0, clock));

    @Override
    public Source source() {
        return new RedditRss(sandbox.uri(), TestGateways.of(RedditMode.RSS, new UrlTransport(AGENT), clock));
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Test
    void postsHaveNoScoresAndNoComments() {
        assertThat(TestFetch.of(source(), "cooking", clock).posts())
                .isNotEmpty()
                .allSatisfy(post -> {
                    assertThat(post.score()).isEmpty();
                    assertThat(post.comments()).isEmpty();
                });
    }

    @Test
    void recognizesTheKindsOfPosts() {
        assertThat(TestFetch.of(source(), "photography", clock).posts())
                .extracting(Post::kind)
                .contains(PostKind.TEXT, PostKind.LINK, PostKind.IMAGE, PostKind.GALLERY, PostKind.VIDEO);
    }

    @Test
    void bodiesArePlainText() {
        assertThat(TestFetch.of(source(), "personalfinance", clock).posts())
                .extracting(Post::body)
                .anyMatch(body -> body.contains("\n\n"))
                .allMatch(body -> !body.contains("</p>") && !body.contains("SC_OFF") && !body.contains("&amp;"));
    }

    @Test
    void requestsOneFeedPerInterval() {
        Source feed = source();
        assertThat(TestFetch.of(feed, "java", clock).result()).isInstanceOf(Fetched.class);

        clock.advance(Duration.ofSeconds(64));
        assertThat(TestFetch.of(feed, "dogs", clock).result())
                .isEqualTo(new Failed(
                        SourceProblem.THROTTLED, clock.instant().plusSeconds(1), "the rate limit is used up"));
        assertThat(sandbox.requests()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        FetchResult itsTurn = feed.fetch(
                TestFetch.feed("dogs", Period.DAY),
                Urgency.RESERVED,
                Deadline.in(Duration.ofSeconds(20), clock),
                _ -> {});
        assertThat(itsTurn).isInstanceOf(Fetched.class);
    }

    @Test
    void waitsAsLongAsRedditSaysAfterAnotherClientsRequest() {
        TestFetch.of(source(), "java", clock);
        clock.advance(Duration.ofSeconds(20));
        Source second = source();

        Failed throttled = (Failed) TestFetch.of(second, "java", clock).result();

        assertThat(throttled.problem()).isEqualTo(SourceProblem.THROTTLED);
        assertThat(throttled.notBefore()).isEqualTo(clock.instant().plusSeconds(45));
        clock.advance(Duration.ofSeconds(45));
        assertThat(TestFetch.of(second, "java", clock).result()).isInstanceOf(Fetched.class);
    }
}
