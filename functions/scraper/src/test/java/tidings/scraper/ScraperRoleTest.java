package tidings.scraper;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.Inbox;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.aws.QueueSource;
import tidings.aws.SqsBatch;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.domain.SourceProblem;
import tidings.messages.Samples;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.scraper.reddit.RedditConfig;
import tidings.scraper.source.FakeSource;
import tidings.scraper.source.Source;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// The scraper on the sample events of its queue, and on the wiring that primes it.
class ScraperRoleTest {
    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final FakeSource source = FakeSource.ofJava(clock);
    private final List<ScrapeMessage> requests = new ArrayList<>();
    private final List<String> inboxCalls = new ArrayList<>();

    @Test
    void publishesTheRequestedFeed() throws IOException {
        SQSBatchResponse response = handle("top-of-the-day");

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.posts()).hasSize(60);
        assertThat(queue.parts().getFirst().run()).isEqualTo("810001");
        assertThat(inboxCalls).isEmpty();
    }

    @Test
    void reportsAPrivateSubreddit() throws IOException {
        SQSBatchResponse response = handle("private-subreddit");

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(SourceProblem.PRIVATE));
    }

    @Test
    void requestsAThrottledFeedAgainForWhenTheSourceAllowsIt() throws IOException {
        SQSBatchResponse response = handle("throttled-subreddit");

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(requests)
                .singleElement()
                .isInstanceOfSatisfying(
                        ScrapeRequestedV1.class,
                        request -> assertThat(request.turn())
                                .contains(clock.instant().plusSeconds(31)));
        assertThat(queue.delays()).hasSize(1);
        assertThat(queue.refusals()).isEmpty();
    }

    @Test
    void notifiesPeopleWhoWaitAtTheLastAttempt() throws IOException {
        SQSBatchResponse response = handle("throttled-subreddit-last-attempt");

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(queue.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(SourceProblem.THROTTLED));
    }

    @Test
    void sendsAnInvalidRequestToTheDeadLetterQueue() throws IOException {
        SQSBatchResponse response = handle("not-a-request");

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(inboxCalls).containsExactly("deadLetter receipt-0005");
    }

    @Test
    void leavesTimeToQueueTheResult() {
        Deadline.within(Duration.ofSeconds(20), clock, () -> scraper().handle(sample()));

        assertThat(source.deadline().left()).isEqualTo(Duration.ofSeconds(14));
    }

    @ParameterizedTest
    @EnumSource(RedditMode.class)
    void isPrimedWithoutANetworkInEveryMode(RedditMode mode) {
        assertThat(Scraper.of(config(mode), Wiring.silent()).handle(sample())).isEqualTo(Verdict.DONE);
    }

    @ParameterizedTest
    @EnumSource(value = RedditMode.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void primingFetchesPosts(RedditMode mode) {
        Source primed = Sources.all(config(mode), Wiring.silent()).getFirst();

        assertThat(TestFetch.of(primed, "java", clock).posts()).isNotEmpty();
    }

    private static ScraperConfig config(RedditMode mode) {
        URI closedPort = URI.create("http://127.0.0.1:1");
        return new ScraperConfig(
                new QueueSource("scraper", List.of()),
                "scrape",
                "posts",
                "new-posts",
                new RedditConfig(mode, closedPort, closedPort, "test:tidings:1.0.0 (by /u/nobody)", "arn", "sources"));
    }

    private static Delivery<ScrapeMessage> sample() {
        return new Delivery<>(Samples.read("scrape-requested.1", ScrapeMessage.class), "sample", 1, 0);
    }

    private Scraper scraper() {
        return new Scraper(List.of(source), requests::addAll, PostsQueues.of(queue), clock, Meter.silent());
    }

    private SQSBatchResponse handle(String event) throws IOException {
        return new SqsBatch<>(body -> Json.read(body, ScrapeMessage.class), new RecordingInbox(), Meter.silent(), clock)
                .handle(event(event), scraper()::handle);
    }

    private final class RecordingInbox implements Inbox {
        @Override
        public void deadLetter(SQSMessage message) {
            inboxCalls.add("deadLetter " + message.getReceiptHandle());
        }

        @Override
        public void putBehind(SQSMessage message, Instant since) {
            inboxCalls.add("putBehind " + message.getReceiptHandle());
        }

        @Override
        public void changeVisibility(SQSMessage message, Duration pause) {
            inboxCalls.add("postpone " + message.getReceiptHandle() + " " + pause.toSeconds() + "s");
        }
    }

    /// Parses a sample as the Lambda runtime does.
    private static SQSEvent event(String name) throws IOException {
        Path file = Path.of("../../events/scraper", name + ".json");
        try (InputStream in = Files.newInputStream(file)) {
            return LambdaEventSerializers.serializerFor(SQSEvent.class, ScraperRoleTest.class.getClassLoader())
                    .fromJson(in);
        }
    }
}
