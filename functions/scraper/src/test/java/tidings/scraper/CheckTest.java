package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// Checks whether posts are still there.
class CheckTest {
    private static final PostCounts THERE = new PostCounts(new PostId("a1"), OptionalInt.of(12), OptionalInt.empty());

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final RecordingMeter meter = new RecordingMeter();

    private Verdict check(List<Source> sources) {
        Scraper scraper = new Scraper(sources, _ -> {}, queue, clock, meter);
        PostsToCheckV1 request =
                new PostsToCheckV1(Stream.of("a1", "b2", "c3").map(PostId::new).toList(), "run");
        return Deadline.within(
                Duration.ofSeconds(30), clock, () -> scraper.handle(new Delivery<>(request, "id", 1, 0)));
    }

    @Test
    void whatTheSourceDoesNotPassOnIsGone() {
        assertThat(check(List.of(new Asked(new Fetched(1))))).isEqualTo(Verdict.DONE);

        assertThat(queue.all())
                .isEqualTo(List.of(new PostsCheckedV1(
                        "run", List.of(THERE), List.of(new PostId("b2"), new PostId("c3")), clock.instant())));
    }

    private Stream<FetchResult> notWhole() {
        return Stream.of(
                new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "cut off"),
                new Failed(SourceProblem.THROTTLED, clock.instant().plusSeconds(60), "throttled"),
                new Refused(SourceProblem.OFF));
    }

    @Test
    void nothingIsSaidOfAnAnswerThatIsNotWhole() {
        notWhole()
                .forEach(result -> assertThat(check(List.of(new Asked(result)))).isEqualTo(Verdict.DONE));
        assertThat(check(List.of())).as("without a source").isEqualTo(Verdict.DONE);

        assertThat(queue.all()).isEmpty();
    }

    /// Knows one post.
    private record Asked(FetchResult result) implements Source {
        @Override
        public SourceId id() {
            return SourceId.REDDIT;
        }

        @Override
        public SourceApi api() {
            return SourceApi.OAUTH;
        }

        @Override
        public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
            throw new AssertionError("no feed was asked for");
        }

        @Override
        public FetchResult check(List<PostId> posts, Deadline deadline, Consumer<PostCounts> there) {
            there.accept(THERE);
            return result;
        }
    }
}
