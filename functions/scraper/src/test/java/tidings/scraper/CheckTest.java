package tidings.scraper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FakeSource;
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

    private static final Post TEXT = post("a1", "");

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();
    private final RecordingMeter meter = new RecordingMeter();

    private static Post post(String id, String body) {
        return new Post(
                new PostId(id),
                new Community("java"),
                "A title",
                body,
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(12),
                OptionalInt.empty(),
                false,
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    private Verdict check(List<Source> sources) {
        return check(sources, false);
    }

    private Verdict check(List<Source> sources, boolean texts) {
        return check(sources, texts, clock.instant());
    }

    private Verdict check(List<Source> sources, boolean texts, Instant sentAt) {
        Scraper scraper = new Scraper(sources, _ -> {}, PostsQueues.of(queue), clock, meter);
        PostsToCheckV1 request =
                new PostsToCheckV1(Stream.of("a1", "b2", "c3").map(PostId::new).toList(), "run", texts);
        return Deadline.within(
                Duration.ofSeconds(30), clock, () -> scraper.handle(new Delivery<>(request, "id", 1, 0, sentAt)));
    }

    @Test
    void whatTheSourceDoesNotPassOnIsGone() {
        assertThat(check(List.of(new Asked(new Fetched(1))))).isEqualTo(Verdict.DONE);

        assertThat(queue.all())
                .isEqualTo(List.of(new PostsCheckedV1(
                        "run", List.of(THERE), List.of(new PostId("b2"), new PostId("c3")), clock.instant())));
    }

    @Test
    void whatIsThereIsPassedOnWithItsTextIfThatWasAskedFor() {
        assertThat(check(List.of(new Asked(new Fetched(1))), true)).isEqualTo(Verdict.DONE);

        assertThat(queue.all())
                .hasSize(2)
                .last()
                .isEqualTo(new PostsRestoredV1("run", 0, List.of(TEXT), clock.instant()));
    }

    @Test
    void whereASourceCannotBeAskedPostsAreLookedForAmongTheBestOfTheWeekAndNoneIsTakenForGone() {
        FakeSource source = FakeSource.ofJava(clock);
        List<Community> among = List.of(new Community("java"));
        PostId found = new PostId("p0");
        PostsToCheckV1 request = new PostsToCheckV1(List.of(new PostId("b2"), found), "run", true, among);
        Scraper scraper = new Scraper(List.of(source), _ -> {}, PostsQueues.of(queue), clock, meter);

        scraper.handle(new Delivery<>(request, "id", 1, 0));

        assertThat(source.urgencies()).containsExactly(Urgency.SCHEDULED);
        assertThat(queue.all())
                .singleElement()
                .isInstanceOfSatisfying(
                        PostsRestoredV1.class,
                        restored -> assertThat(restored.posts())
                                .extracting(Post::id)
                                .containsExactly(found));
    }

    @Test
    void longTextsComeInSeveralParts() {
        List<Post> posts = IntStream.range(0, 60)
                .mapToObj(i -> post("p" + i, "ü".repeat(Post.MAX_BODY)))
                .toList();

        check(List.of(new Asked(new Fetched(60), posts)), true);

        List<PostsRestoredV1> parts = queue.all().stream()
                .flatMap(message -> message instanceof PostsRestoredV1 part ? Stream.of(part) : Stream.empty())
                .toList();
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts.stream().flatMap(part -> part.posts().stream())).isEqualTo(posts);
        assertThat(parts).extracting(PostsMessage::deduplication).doesNotHaveDuplicates();
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
                .forEach(result ->
                        assertThat(check(List.of(new Asked(result, List.of())))).isEqualTo(Verdict.DONE));
        notWhole().forEach(result -> check(List.of(new Asked(result, List.of())), true));
        assertThat(check(List.of())).as("without a source").isEqualTo(Verdict.DONE);

        assertThat(queue.all()).isEmpty();
    }

    @Test
    void textsThatCannotBeReadAreAskedForAgainAsLongAsTheirBriefHasNotCome() {
        Instant now = clock.instant();
        Source away = new Asked(new Failed(SourceProblem.UNAVAILABLE, now, "cut off"), List.of());
        Source busy = new Asked(new Failed(SourceProblem.THROTTLED, now.plusSeconds(60), "throttled"), List.of());
        Source refuses = new Asked(new Refused(SourceProblem.OFF), List.of());

        assertThat(check(List.of(away), true)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(15)));
        assertThat(check(List.of(busy), true)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(61)));
        assertThat(check(List.of(busy), true, now.minus(Duration.ofMinutes(7)))).isEqualTo(Verdict.DONE);
        assertThat(check(List.of(away), true, now.minus(Duration.ofMinutes(8)))).isEqualTo(Verdict.DONE);
        assertThat(check(List.of(refuses), true)).isEqualTo(Verdict.DONE);
    }

    /// Knows one post.
    private record Asked(FetchResult result, List<Post> found) implements Source {
        Asked(FetchResult result) {
            this(result, List.of(TEXT));
        }

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
        public FetchResult check(
                List<PostId> posts, Deadline deadline, Consumer<PostCounts> there, Consumer<Post> texts) {
            there.accept(THERE);
            found.forEach(texts);
            return result;
        }
    }
}
