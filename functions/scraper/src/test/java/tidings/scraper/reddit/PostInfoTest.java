package tidings.scraper.reddit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.localstack.reddit.RedditSandbox;
import tidings.localstack.reddit.RedditSandboxSettings;
import tidings.ratelimit.RedditMode;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.scraper.source.TestFetch;
import tidings.scraper.source.Transport;
import tidings.scraper.source.UrlTransport;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Which posts Reddit says are still there.
class PostInfoTest {
    private static final List<PostId> ASKED =
            Stream.of("a1", "b2", "c3").map(PostId::new).toList();
    private static final String THERE = entry("a1", "\"author\": \"ann\", \"score\": 12, \"num_comments\": 4");

    private final ManualClock clock = new ManualClock();
    private final List<PostCounts> there = new ArrayList<>();
    private final List<Post> texts = new ArrayList<>();

    @AutoClose
    private final RedditSandbox sandbox = RedditSandbox.start(RedditSandboxSettings.on(0, clock));

    private FetchResult check(Source source, List<PostId> posts) {
        there.clear();
        texts.clear();
        return source.check(posts, Deadline.in(Duration.ofSeconds(20), clock), there::add, texts::add);
    }

    private FetchResult answered(String json) {
        return check(StubReddit.api(json, clock), ASKED);
    }

    private static String entry(String id, String more) {
        return "{\"kind\": \"t3\", \"data\": {\"name\": \"t3_" + id + "\", \"id\": \"" + id + "\", "
                + "\"subreddit\": \"java\", \"title\": \"A title\", " + more + "}}";
    }

    private static String listing(String more, String... entries) {
        return "{\"kind\": \"Listing\", \"data\": {" + more + "\"children\": [" + String.join(",", entries) + "]}}";
    }

    @Test
    void aRemovedPostOfTheSandboxIsGoneAndTheOthersHaveTheirCounts() {
        RedditGateway gateway =
                TestGateways.of(RedditMode.SANDBOX, new UrlTransport("test:tidings:1.0.0 (by /u/nobody)"), clock);
        Source reddit = new RedditOAuth(
                sandbox.uri(),
                new BearerToken(
                        sandbox.uri(),
                        () -> new BearerToken.Client("sandbox-client", "sandbox-secret"),
                        gateway,
                        clock),
                gateway,
                100);
        List<Post> posts = TestFetch.of(reddit, "gaming", clock).posts();
        List<PostId> ids = posts.stream().map(Post::id).toList();
        PostId removed = ids.get(3);
        sandbox.remove(removed.value());

        assertThat(check(reddit, ids)).isEqualTo(new Fetched(99));

        assertThat(there)
                .containsExactlyInAnyOrderElementsOf(posts.stream()
                        .filter(post -> !post.id().equals(removed))
                        .map(post -> new PostCounts(post.id(), post.score(), post.comments()))
                        .toList());
        assertThat(texts)
                .containsExactlyInAnyOrderElementsOf(posts.stream()
                        .filter(post -> !post.id().equals(removed))
                        .toList());
        assertThat(TestFetch.of(reddit, "gaming", clock).posts())
                .extracting(Post::id)
                .doesNotContain(removed);
    }

    @Test
    void whatIsMissingIsGone() {
        assertThat(answered(listing("\"dist\": 1, \"after\": null, ", THERE))).isEqualTo(new Fetched(1));
        assertThat(there).containsExactly(new PostCounts(new PostId("a1"), OptionalInt.of(12), OptionalInt.of(4)));
        assertThat(answered(listing("\"dist\": 0, "))).isEqualTo(new Fetched(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"removed_by_category\": \"moderator\"",
                "\"removed_by_category\": \"automod_filtered\", \"author\": \"ann\", \"selftext\": \"text\"",
                "\"removed_by_category\": \"deleted\", \"author\": \"[deleted]\"",
                "\"author\": \"[deleted]\", \"selftext\": \"[deleted]\"",
                "\"author\": \"[deleted]\", \"selftext\": \"[removed]\"",
                "\"author\": \"[deleted]\", \"selftext\": \"[ Removed by Reddit ]\"",
                "\"title\": \"[deleted by user]\""
            })
    void whatSaysThatItWasRemovedIsGone(String said) {
        assertThat(answered(listing("", THERE, entry("b2", said)))).isEqualTo(new Fetched(1));
        assertThat(there).extracting(PostCounts::id).containsExactly(new PostId("a1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"author\": \"[deleted]\", \"selftext\": \"\"",
                "\"author\": \"[deleted]\", \"selftext\": \"What I learned\"",
                "\"author\": \"ann\", \"selftext\": \"[deleted]\"",
                "\"removed_by_category\": null, \"author\": \"ann\"",
                "\"removed_by_category\": \"\"",
                "\"removed_by_category\": false",
                "\"removed_by_category\": {}",
                "\"removed_by_category\": 0",
                "\"score\": \"many\", \"num_comments\": null"
            })
    void whatDoesNotSaySoIsThere(String said) {
        assertThat(answered(listing("", entry("b2", said)))).isEqualTo(new Fetched(1));
        assertThat(there).extracting(PostCounts::id).containsExactly(new PostId("b2"));
    }

    /// What can be read has a time and a community that it names itself.
    @Test
    void whatIsThereAndCannotBeReadIsThereWithoutText() {
        String nowhere = entry("b2", "\"created_utc\": 1764500000").replace("\"subreddit\": \"java\"", "\"ups\": 1");

        assertThat(answered(listing("", THERE, nowhere, entry("c3", "\"created_utc\": 1764500000"))))
                .isEqualTo(new Fetched(3));

        assertThat(there).extracting(PostCounts::id).containsExactlyElementsOf(ASKED);
        assertThat(texts).extracting(Post::id).containsExactly(new PostId("c3"));
    }

    static Stream<String> broken() {
        return Stream.of(
                "",
                "{}",
                "[]",
                "null",
                "{\"data\": {}}",
                "{\"data\": {\"children\": null}}",
                "{\"data\": {\"children\": {}}}",
                "{\"message\": \"Internal\", \"error\": 500}",
                listing("", THERE).substring(0, 60),
                listing("", THERE).replace("}]}}", "}]"),
                listing("", THERE, "null"),
                listing("", THERE, "{}"),
                listing("", THERE, "{\"kind\": \"t3\"}"),
                listing("", THERE, "{\"kind\": \"t3\", \"data\": {}}"),
                listing("", THERE, entry("zz9", "\"score\": 1")),
                listing("", "{\"kind\": \"t5\", \"data\": {\"id\": \"a1\"}}"),
                listing("\"after\": \"t3_a1\", ", THERE),
                listing("\"dist\": 3, ", THERE));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void ofABrokenOrPartialAnswerNothingIsGone(String json) {
        assertThat(answered(json)).isInstanceOf(Failed.class);
        assertThat(there).isEmpty();
        assertThat(texts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "401", "403", "404", "429", "500", "503"})
    void noStatusButSuccessTellsThatPostsAreGone(int status) {
        Transport transport = (request, _) -> new Transport.Response(
                request.uri(),
                request.form().isPresent() ? 200 : status,
                Map.of("content-type", "application/json"),
                StubReddit.text(
                        request.form().isPresent()
                                ? "{\"access_token\": \"t\", \"expires_in\": 3600}"
                                : "{\"reason\": \"private\", \"data\": {\"children\": []}}"));

        assertThat(check(StubReddit.of(RedditMode.OAUTH, transport, clock), ASKED))
                .isInstanceOf(Failed.class);
        assertThat(there).isEmpty();
    }

    @Test
    void feedsCannotBeAskedForPosts() {
        assertThat(check(StubReddit.of(RedditMode.RSS, (_, _) -> null, clock), ASKED))
                .isEqualTo(new Refused(SourceProblem.OFF));
    }

    @Test
    void aHundredPostsAreAskedForAtOnce() {
        List<PostId> asked =
                IntStream.range(0, 100).mapToObj(i -> new PostId("p" + i)).toList();
        List<String> queries = new ArrayList<>();
        Transport transport = (request, _) -> {
            queries.add(request.uri().toString());
            return new Transport.Response(
                    request.uri(),
                    200,
                    Map.of("content-type", "application/json"),
                    StubReddit.text(
                            request.form().isPresent()
                                    ? "{\"access_token\": \"t\", \"expires_in\": 3600}"
                                    : listing("", entry("p0", "\"score\": 1"))));
        };

        check(StubReddit.of(RedditMode.OAUTH, transport, clock), asked);

        assertThat(queries)
                .hasSize(2)
                .last()
                .asString()
                .endsWith("id=" + asked.stream().map(id -> "t3_" + id).collect(Collectors.joining(",")));
    }
}
