package tidings.scraper;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class RedditRssTest implements SourceContract {
    private static final String AGENT = "test:tidings:1.0.0 (by /u/nobody)";

    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final RedditSandbox sandbox = RedditSandbox.start(RedditSandboxSettings.on(0, clock));

    @Override
    public Source source() {
        return new RedditRss(sandbox.uri(), Doors.address(new UrlTransport(AGENT), clock), clock);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Test
    void knowsNoScoresAndNoComments() {
        assertThat(Listed.from(source(), "cooking", clock).posts()).isNotEmpty().allSatisfy(post -> {
            assertThat(post.score()).isEmpty();
            assertThat(post.comments()).isEmpty();
        });
    }

    @Test
    void tellsTheKindsOfPostsApart() {
        assertThat(Listed.from(source(), "photography", clock).posts())
                .extracting(Post::kind)
                .contains(PostKind.TEXT, PostKind.LINK, PostKind.IMAGE, PostKind.GALLERY, PostKind.VIDEO);
    }

    @Test
    void bodiesArePlainText() {
        assertThat(Listed.from(source(), "personalfinance", clock).posts())
                .extracting(Post::body)
                .anyMatch(body -> body.contains("\n\n"))
                .allMatch(body -> !body.contains("</p>") && !body.contains("SC_OFF") && !body.contains("&amp;"));
    }

    @Test
    void asksOnceAnInterval() {
        Source feed = source();
        assertThat(Listed.from(feed, "java", clock).result()).isInstanceOf(Fetched.class);

        clock.advance(Duration.ofSeconds(64));
        assertThat(Listed.from(feed, "dogs", clock).result())
                .isEqualTo(new Later(SourceProblem.THROTTLED, clock.instant().plusSeconds(1), "the rate limit is used up"));
        assertThat(sandbox.requests()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(Listed.from(feed, "dogs", clock).result()).isInstanceOf(Fetched.class);
    }

    @Test
    void waitsAsLongAsRedditSaysWhenAnotherReaderWasFirst() {
        Listed.from(source(), "java", clock);
        clock.advance(Duration.ofSeconds(20));
        Source second = source();

        Later throttled = (Later) Listed.from(second, "java", clock).result();

        assertThat(throttled.reason()).isEqualTo(SourceProblem.THROTTLED);
        assertThat(throttled.notBefore()).isEqualTo(clock.instant().plusSeconds(45));
        clock.advance(Duration.ofSeconds(45));
        assertThat(Listed.from(second, "java", clock).result()).isInstanceOf(Fetched.class);
    }
}
