package tidings.scraper;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.ratelimit.RedditMode;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.reddit.StubReddit;
import tidings.scraper.source.TestFetch;
import tidings.scraper.source.Transport;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Real shapes, changed at random: whatever Reddit sends, each fetch has a result, every post of it can be queued,
/// stored and shown, and a post that nothing was done to is among them. `-Dseeds=20000` tries more.
class FuzzTest {
    private static final int SEEDS = Integer.getInteger("seeds", 500);
    private static final String SAMPLES = "/tidings/scraper/reddit/priming.";
    private static final String ODD = "/tidings/localstack/reddit/odd.";
    private static final String UNTOUCHED = "unt0uched";

    /// What was made of an answer.
    private enum Outcome {
        EMPTY,
        POSTS,
        OTHER
    }

    @ParameterizedTest
    @EnumSource(names = {"OAUTH", "RSS"})
    void everyAnswerHasAResultWhosePostsCanBeQueuedStoredAndShown(RedditMode mode) {
        Map<Outcome, Integer> outcomes = new HashMap<>();
        IntStream.range(0, SEEDS).forEach(seed -> {
            try {
                outcomes.merge(fetched(mode, seed), 1, Integer::sum);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + " of " + mode, e);
            }
        });

        assertThat(outcomes.getOrDefault(Outcome.POSTS, 0))
                .as("answers with posts of %d", SEEDS)
                .isGreaterThanOrEqualTo(SEEDS * 6 / 10);
    }

    /// The claim above says something only if the answers differ.
    @Test
    void theSameSeedMakesTheSameAnswer() throws IOException {
        assertThat(listing(new Mutations(new Random(3)))).isEqualTo(listing(new Mutations(new Random(3))));
        assertThat(listing(new Mutations(new Random(3)))).isNotEqualTo(listing(new Mutations(new Random(4))));
    }

    private static Outcome fetched(RedditMode mode, int seed) throws IOException {
        Mutations mutations = new Mutations(new Random(seed));
        byte[] whole = mode == RedditMode.RSS ? feed(mutations) : listing(mutations);
        boolean damaged = mutations.oneIn(8);
        boolean strange = mutations.oneIn(8);
        byte[] body = damaged ? mutations.damaged(whole) : whole;
        Map<String, String> headers = strange
                ? headers(mutations)
                : Map.of("content-type", mode == RedditMode.RSS ? "application/atom+xml" : "application/json");
        int status = strange
                ? List.of(200, 301, 302, 400, 401, 403, 404, 429, 500, 503).get(mutations.number(10))
                : 200;
        ManualClock clock = new ManualClock();
        Transport transport = (request, _) -> request.form().isPresent()
                ? new Transport.Response(
                        request.uri(),
                        200,
                        Map.of(),
                        stream("{\"access_token\": \"t\", \"expires_in\": 3600}".getBytes(StandardCharsets.UTF_8)))
                : new Transport.Response(request.uri(), status, headers, stream(body));
        PostsQueue queue = new PostsQueue();
        Scraper scraper = new Scraper(
                List.of(StubReddit.of(mode, transport, clock)), _ -> {}, PostsQueues.of(queue), clock, Meter.silent());

        ScrapeResult result = scraper.scrape(
                new ScrapeRequestedV1(TestFetch.feed("java", Period.DAY), "run", List.of()),
                4,
                Deadline.in(Duration.ofSeconds(20), clock));

        assertThat(result).isNotNull();
        queue.posts().forEach(FuzzTest::check);
        if (result instanceof Published(int posts)) {
            assertThat(queue.parts().getLast().total()).hasValue(posts);
            assertThat(queue.largest()).isLessThanOrEqualTo(PostsPublisher.MAX_BYTES);
        }
        if (!damaged && !strange) {
            assertThat(queue.posts()).extracting(post -> post.id().value()).contains(UNTOUCHED);
        }
        return !(result instanceof Published) ? Outcome.OTHER : queue.posts().isEmpty() ? Outcome.EMPTY : Outcome.POSTS;
    }

    private static void check(Post post) {
        assertThat(Json.read(Json.write(post), Post.class)).isEqualTo(post);
        String texts = String.join("", post.title(), post.body(), post.url(), post.domain(), post.permalink());
        assertThat(texts.codePoints())
                .as("characters that XML 1.0 allows")
                .allMatch(c -> c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000);
        assertThat(post.title())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(Post.MAX_TITLE)
                .doesNotContain("\n");
        assertThat(post.url()).matches("(?is)https?://.+").hasSizeLessThanOrEqualTo(Post.MAX_URL);
        assertThat(post.permalink()).startsWith("https://www.reddit.com/");
        assertThat(post.created().atOffset(ZoneOffset.UTC).getYear()).isBetween(1970, 9999);
        assertThat(post.score().orElse(0)).isBetween(-1_000_000_000, 1_000_000_000);
        assertThat(post.comments().orElse(0)).isBetween(0, 1_000_000_000);
    }

    private static byte[] listing(Mutations mutations) throws IOException {
        ObjectNode listing =
                (ObjectNode) Json.mapper().readTree(resource((mutations.oneIn(2) ? SAMPLES : ODD) + "json"));
        ArrayNode children = (ArrayNode) listing.path("data").path("children");
        ObjectNode untouched = (ObjectNode) Json.mapper()
                .readTree(resource(SAMPLES + "json"))
                .path("data")
                .path("children")
                .path(0);
        ((ObjectNode) untouched.path("data")).put("id", UNTOUCHED).put("name", "t3_" + UNTOUCHED);
        children.forEach(child -> {
            if (child instanceof ObjectNode object) {
                mutations.change(object);
            }
        });
        mutations.disturb(children);
        children.insert(mutations.number(children.size() + 1), untouched);
        return Json.mapper().writeValueAsBytes(listing);
    }

    private static byte[] feed(Mutations mutations) {
        String feed = new String(resource((mutations.oneIn(2) ? SAMPLES : ODD) + "xml"), StandardCharsets.UTF_8);
        String sample = new String(resource(SAMPLES + "xml"), StandardCharsets.UTF_8);
        String untouched = sample.substring(sample.indexOf("<entry>"), sample.lastIndexOf("</feed>"))
                .replace("1sample", UNTOUCHED);
        int start = feed.indexOf("<entry>");
        return (feed.substring(0, start)
                        + untouched
                        + mutations.change(feed.substring(start, feed.lastIndexOf("</feed>")))
                        + "</feed>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(Mutations mutations) {
        Map<String, String> headers = new HashMap<>();
        List<String> types = List.of("application/json", "application/atom+xml", "text/html", "text/plain", "");
        headers.put("content-type", types.get(mutations.number(types.size())));
        for (String name : List.of("location", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset")) {
            if (mutations.oneIn(2)) {
                headers.put(
                        name,
                        mutations.oneIn(2) ? Integer.toString(mutations.number(1_000_000) - 1_000) : mutations.text());
            }
        }
        return headers;
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] resource(String name) {
        try (InputStream in = FuzzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
