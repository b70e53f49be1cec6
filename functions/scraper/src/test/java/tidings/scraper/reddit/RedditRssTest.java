package tidings.scraper.reddit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
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
import tidings.scraper.source.Transport;
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
    void picturesAreThoseThatAFeedNames() {
        List<Post> posts = TestFetch.of(source(), "photography", clock).posts();

        assertThat(posts)
                .filteredOn(post -> post.kind() == PostKind.IMAGE)
                .isNotEmpty()
                .allSatisfy(post -> assertThat(post.details().media())
                        .extracting(PostMedia::url)
                        .containsExactly(post.url()));
        assertThat(posts)
                .filteredOn(post -> post.kind() == PostKind.GALLERY)
                .isNotEmpty()
                .allSatisfy(post -> assertThat(post.details().media())
                        .singleElement()
                        .matches(picture -> picture.url().startsWith("https://preview.redd.it/")));
        assertThat(posts)
                .flatExtracting(post -> post.details().media())
                .extracting(PostMedia::kind)
                .contains(PostMedia.Kind.PHOTO, PostMedia.Kind.ANIMATION);
        assertThat(posts)
                .filteredOn(post -> post.kind() == PostKind.VIDEO || post.kind() == PostKind.TEXT)
                .allSatisfy(post -> assertThat(post.details()).isEqualTo(PostDetails.NONE));
    }

    @Test
    void theLargerPictureOfAGalleryIsTheOneBesideItsText() {
        Post gallery = canned("<feed>"
                        + entry(
                                "t",
                                "&lt;img src='https://preview.example/640.jpg'>"
                                        + "&lt;a href='https://www.reddit.com/gallery/abc1'>[link]&lt;/a>")
                        + "</feed>")
                .posts()
                .getFirst();

        assertThat(gallery.details().media())
                .extracting(PostMedia::url)
                .containsExactly("https://preview.example/640.jpg");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.reddit.com/r/Rust/comments/Xyz9/of_another/, xyz9, rust",
        "/r/rust/comments/xyz9, xyz9, rust",
        "https://www.reddit.com/r/rust/wiki/comments/, , ",
        "https://www.reddit.com/r/rust/, , "
    })
    void aCrosspostNamesTheOriginalThatItsLinkLeadsTo(String link, String original, String from) {
        Post crosspost = canned("<feed>" + entry("t", "&lt;a href='" + link + "'>[link]&lt;/a>") + "</feed>")
                .posts()
                .getFirst();

        assertThat(crosspost.kind()).isEqualTo(PostKind.CROSSPOST);
        assertThat(crosspost.details().original())
                .isEqualTo(Optional.ofNullable(original).map(PostId::new));
        assertThat(crosspost.details().from())
                .isEqualTo(Optional.ofNullable(from).map(Community::new));
    }

    @Test
    void bodiesArePlainText() {
        assertThat(TestFetch.of(source(), "personalfinance", clock).posts())
                .extracting(Post::body)
                .anyMatch(body -> body.contains("\n\n"))
                .allMatch(body -> !body.contains("</p>") && !body.contains("SC_OFF") && !body.contains("&amp;"));
    }

    @Test
    void takesOverEveryOddEntryThatCanBeRead() {
        TestFetch odd = TestFetch.of(source(), "odd_club", clock);

        assertThat(odd.result()).isEqualTo(new Fetched(11, 1)); // a comment
        assertThat(odd.posts())
                .extracting(Post::title)
                .contains(
                        "A noncharacter in the middle",
                        "Half an emoji",
                        "Colours of a terminal: [31mred[0m and [1m",
                        "After blank lines",
                        "…",
                        "An entity of HTML: and a bare & too");
        assertThat(odd.posts())
                .filteredOn(post -> post.id().value().equals("odd17"))
                .extracting(Post::body)
                .containsExactly("");
        assertThat(odd.posts()).extracting(post -> post.community().value()).contains("u_quiet-otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u_quiet-otter", "java+cooking", "all", "user/quiet-otter/m/outdoors", "capitals_club"})
    void fetchesProfilesMixedFeedsAndListingsThatAreElsewhere(String name) {
        assertThat(TestFetch.of(source(), name, clock).posts()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<feed>",
                "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><id>t3_a</id>",
                "<rss version='2.0'><channel><item><title>x</title></item></channel></rss>",
                "<html><body>Log in</body></html>",
                "not XML"
            })
    void whatIsNoWholeFeedIsAFailure(String body) {
        assertThat(canned(body).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.problem()).isEqualTo(SourceProblem.UNAVAILABLE));
    }

    @ParameterizedTest
    @CsvSource({"99, 0, false", "98, 1, false", "100, 0, true", "99, 1, true", "60, 40, true"})
    void aFeedOfAHundredEntriesMayGoOnHoweverFewOfThemArePosts(int posts, int others, boolean mayGoOn) {
        String entries = IntStream.rangeClosed(1, posts)
                .mapToObj(i -> entry("t".repeat(i), ""))
                .collect(Collectors.joining());

        TestFetch fetched = canned("<feed>" + entries + "<entry><id>t1_c</id></entry>".repeat(others) + "</feed>");

        assertThat(fetched.posts()).hasSize(posts);
        assertThat(((Fetched) fetched.result()).last())
                .isEqualTo(mayGoOn ? Optional.of(fetched.posts().getLast().id()) : Optional.empty());
    }

    @Test
    void nothingInAFeedExpands() {
        String bomb = "<!DOCTYPE feed [<!ENTITY a '" + "x".repeat(1_000) + "'><!ENTITY b '" + "&a;".repeat(1_000)
                + "'><!ENTITY f SYSTEM 'file:///etc/hostname'>]><feed>" + entry("&b;&f;", "") + "</feed>";

        assertThat(canned(bomb).posts()).extracting(Post::title).containsExactly("&b;&f;");
    }

    @Test
    void aFeedIsReadUpToALimit() {
        assertThat(canned("<feed>" + " ".repeat(16_000_000) + "</feed>").result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.detail()).contains("more than 16000000 bytes"));
    }

    /// A reader that looks again at every place would need hours for one of these.
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "&#32;",
                "\n",
                "&lt;p&gt;",
                "&lt;a&gt;",
                "&lt;div class='md'&gt;",
                "&lt;b&gt;",
                "&lt;",
                "&amp;",
                "&lt;!--",
                "<x>"
            })
    void aTextOfManyRepetitionsIsReadAtOnce(String repeated) {
        String many = repeated.repeat(400_000 / repeated.length());

        TestFetch fetched = canned("<feed>" + entry("First", "&lt;div class='md'&gt;a" + many + "b&lt;/div&gt;")
                + entry("Second", many) + "</feed>");

        assertThat(fetched.posts()).isNotEmpty();
    }

    private static String entry(String title, String content) {
        return "<entry><category term='java'/><content type='html'>" + content + "</content><id>t3_a" + title.length()
                + "</id><link href='https://www.reddit.com/r/java/comments/a/t/'/>"
                + "<published>2026-11-20T08:15:00+00:00</published><title>" + title + "</title></entry>";
    }

    private TestFetch canned(String body) {
        Transport transport = (request, _) -> new Transport.Response(
                request.uri(), 200, Map.of("content-type", "application/atom+xml"), StubReddit.text(body));
        return TestFetch.of(StubReddit.of(RedditMode.RSS, transport, clock), "java", clock);
    }

    @Test
    void requestsOneFeedPerInterval() {
        Source feed = source();
        assertThat(TestFetch.of(feed, "java", clock).result()).isInstanceOf(Fetched.class);

        clock.advance(Duration.ofSeconds(64));
        assertThat(TestFetch.of(feed, "dogs", clock).result())
                .isEqualTo(new Failed(
                        SourceProblem.THROTTLED, clock.instant().plusSeconds(1), "the rate limit is used up", true));
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
