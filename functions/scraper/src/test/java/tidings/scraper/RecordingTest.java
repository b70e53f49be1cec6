package tidings.scraper;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.reddit.StubReddit;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.TestFetch;
import tidings.testing.External;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Recorded responses of the real Reddit. They are not part of the project: `TIDINGS_RECORDINGS` names their folder,
/// and without it the test is skipped.
class RecordingTest {
    private static final String RECORDINGS = "TIDINGS_RECORDINGS";

    private final ManualClock clock = new ManualClock();
    private final PostsQueue queue = new PostsQueue();

    @Test
    void aRecordedFeedIsPublishedCompletely() throws IOException {
        Path recording = recording("listing-popular-hot.json");
        Scraper scraper = new Scraper(
                List.of(StubReddit.api(() -> Files.newInputStream(recording), clock)),
                _ -> {},
                PostsQueues.of(queue),
                clock,
                Meter.silent());

        ScrapeResult result = scraper.scrape(
                new ScrapeRequestedV1(TestFetch.feed("popular", Period.DAY), "recorded", List.of()),
                1,
                Deadline.in(Duration.ofSeconds(20), clock));

        assertThat(result).isEqualTo(new Published(100));
        List<Post> posts = queue.posts();
        assertThat(posts).hasSize(100).extracting(Post::id).doesNotHaveDuplicates();
        assertThat(count(posts, PostKind.GALLERY)).isEqualTo(14);
        assertThat(count(posts, PostKind.VIDEO)).isEqualTo(24);
        assertThat(queue.parts().getLast().total()).hasValue(100);
        assertThat(queue.largest()).isLessThanOrEqualTo(PostsPublisher.MAX_BYTES);
        assertThat(posts).allSatisfy(post -> {
            assertThat(post.score()).isPresent();
            assertThat(post.permalink()).startsWith("https://www.reddit.com/r/");
        });
    }

    /// Counts the posts of each recorded listing by itself, so that none is lost unseen.
    @Test
    void noRecordedListingLosesAPostThatCanBeRead() throws IOException {
        int listings = 0;
        int read = 0;
        int left = 0;
        try (Stream<Path> files = Files.walk(recording("."))) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode posts = Json.mapper()
                        .readTree(Files.readAllBytes(file))
                        .path("data")
                        .path("children");
                if (children(posts, "t3") > 0) {
                    TestFetch fetched =
                            TestFetch.of(StubReddit.api(() -> Files.newInputStream(file), clock), "all", clock);
                    assertThat(fetched.result()).as(file.toString()).isInstanceOf(Fetched.class);
                    listings++;
                    read += fetched.posts().size();
                    left += ((Fetched) fetched.result()).skipped() - (posts.size() - children(posts, "t3"));
                }
            }
        }
        System.out.printf("%d recorded listings: %d posts read, %d could not be%n", listings, read, left);
        assertThat(left).as("posts that could not be read").isZero();
    }

    private static int children(JsonNode children, String kind) {
        return (int) StreamSupport.stream(children.spliterator(), false)
                .filter(child -> child.path("kind").asText().equals(kind))
                .count();
    }

    private static long count(List<Post> posts, PostKind kind) {
        return posts.stream().filter(post -> post.kind() == kind).count();
    }

    private static Path recording(String name) {
        return Path.of(External.require("recordings", Optional.ofNullable(System.getenv(RECORDINGS))))
                .resolve(name);
    }
}
