package tidings.scraper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.ratelimit.RedditMode;
import tidings.domain.SourceProblem;
import tidings.aws.Inbox;
import tidings.aws.Meter;
import tidings.testing.ManualClock;
import tidings.testing.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

class ScraperHandlerTest {
    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final List<String> inboxCalls = new ArrayList<>();
    private final Context context = new TestContext(Duration.ofSeconds(30));

    @Test
    void publishesWhatIsAskedFor() throws IOException {
        SQSBatchResponse response = handler().handleRequest(event("top-of-the-day"), context);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.posts()).hasSize(60);
        assertThat(queue.parts().getFirst().run()).isEqualTo("810001");
        assertThat(inboxCalls).isEmpty();
    }

    @Test
    void tellsThatASubredditIsPrivate() throws IOException {
        SQSBatchResponse response = handler().handleRequest(event("private-subreddit"), context);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.refusals())
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo(SourceProblem.PRIVATE));
    }

    @Test
    void letsAThrottledRequestComeBackInTime() throws IOException {
        SQSBatchResponse response = handler().handleRequest(event("throttled-subreddit"), context);

        assertThat(response.getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("5d1b8c3e-9a0f-4c55-8f0e-2f7f3f0c0003");
        assertThat(inboxCalls).containsExactly("postpone receipt-0003 31s");
        assertThat(queue.refusals()).isEmpty();
    }

    @Test
    void tellsThoseWhoWaitAtTheLastAttempt() throws IOException {
        SQSBatchResponse response = handler().handleRequest(event("throttled-subreddit-last-attempt"), context);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.refusals())
                .singleElement()
                .satisfies(told -> assertThat(told.reason()).isEqualTo(SourceProblem.THROTTLED));
    }

    @Test
    void buriesWhatIsNoRequest() throws IOException {
        SQSBatchResponse response = handler().handleRequest(event("not-a-request"), context);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(inboxCalls).containsExactly("bury receipt-0005");
    }

    @ParameterizedTest
    @EnumSource(RedditMode.class)
    void rehearsesWithoutNetworkBeforeTheSnapshot(RedditMode mode) {
        ScraperConfig config = config(mode);
        ScraperHandler handler = new ScraperHandler(scraper(), Rehearsal.scraper(config, clock), inbox(), clock);

        handler.beforeCheckpoint(null);
        handler.afterRestore(null);

        assertThat(inboxCalls).isEmpty();
        assertThat(queue.parts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RedditMode.class,
            names = {"OAUTH", "RSS"})
    void theRehearsalReadsRealPosts(RedditMode mode) {
        ScraperConfig config = config(mode);

        assertThat(Listed.from(Rehearsal.source(config, clock), "java", clock).posts())
                .isNotEmpty();
    }

    private static ScraperConfig config(RedditMode mode) {
        return new ScraperConfig(
                "scraper",
                mode,
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:1"),
                "test:tidings:1.0.0 (by /u/nobody)",
                "arn",
                "scrape",
                "posts",
                "dead",
                "sources");
    }

    private ScraperHandler handler() {
        return new ScraperHandler(scraper(), scraper(), inbox(), clock);
    }

    private Scraper scraper() {
        return new Scraper(FakeSource.ofJava(clock), queue, clock, Meter.silent());
    }

    private Inbox inbox() {
        return new Inbox() {
            @Override
            public void bury(SQSMessage message) {
                inboxCalls.add("bury " + message.getReceiptHandle());
            }

            @Override
            public void postpone(SQSMessage message, Duration pause) {
                inboxCalls.add("postpone " + message.getReceiptHandle() + " " + pause.toSeconds() + "s");
            }
        };
    }

    /// Reads a sample as the Lambda runtime does.
    private static SQSEvent event(String name) throws IOException {
        Path file = Path.of("../../events/scraper", name + ".json");
        try (InputStream in = Files.newInputStream(file)) {
            return LambdaEventSerializers.serializerFor(SQSEvent.class, ScraperHandlerTest.class.getClassLoader())
                    .fromJson(in);
        }
    }
}
