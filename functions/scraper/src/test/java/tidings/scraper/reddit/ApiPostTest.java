package tidings.scraper.reddit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class ApiPostTest {
    private static final String PLAIN =
            "'id': 'abc1', 'subreddit': 'Java', 'permalink': '/r/Java/comments/abc1/t/', 'created_utc': 1763632800.0, "
                    + "'url': 'https://example.org/page', 'domain': 'Example.org', 'score': -3, 'num_comments': 7, "
                    + "'title': 'A title'";

    private final ManualClock clock = new ManualClock();

    @Test
    void convertsTheFieldsOfAPost() {
        Post post = only(PLAIN);

        assertThat(post.community().value()).isEqualTo("java");
        assertThat(post.permalink()).isEqualTo("https://www.reddit.com/r/Java/comments/abc1/t/");
        assertThat(post.url()).isEqualTo("https://example.org/page");
        assertThat(post.domain()).isEqualTo("example.org");
        assertThat(post.score()).hasValue(-3);
        assertThat(post.comments()).hasValue(7);
        assertThat(post.created()).isEqualTo("2025-11-20T10:00:00Z");
        assertThat(post.adult()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'is_self': true, 'domain': 'self.java'                                  | TEXT",
                "'is_self': true, 'poll_data': {'options': [{'text': 'title'}]}           | POLL",
                "'is_gallery': true, 'media_metadata': {'x': {'id': 'other'}}             | GALLERY",
                "'is_video': true, 'post_hint': 'hosted:video'                            | VIDEO",
                "'post_hint': 'rich:video'                                                | LINK",
                "'post_hint': 'image'                                                     | IMAGE",
                "'domain': 'i.redd.it'                                                    | IMAGE",
                "'crosspost_parent': 't3_x', 'crosspost_parent_list': [{'is_video': true}] | CROSSPOST",
                "'is_video': false, 'is_gallery': null                                    | LINK",
            })
    void recognizesTheKind(String fields, PostKind kind) {
        assertThat(only(PLAIN + ", " + fields.replace('"', '\'')).kind()).isEqualTo(kind);
    }

    @Test
    void nestedObjectsNeverOverwriteTheFieldsOfThePost() {
        Post post = only(PLAIN + ", 'crosspost_parent': 't3_x', 'crosspost_parent_list': [{'id': 'parent', "
                + "'title': 'Of the parent', 'score': 9999, 'all_awardings': [[{'title': 'x'}]]}], "
                + "'media': {'oembed': {'title': 'Of a video', 'url': 'https://other.example'}}");

        assertThat(post.title()).isEqualTo("A title");
        assertThat(post.id().value()).isEqualTo("abc1");
        assertThat(post.score()).hasValue(-3);
    }

    @Test
    void keepsTextVerbatimAndTruncatesLongBodiesBetweenCharacters() {
        Post post = only(PLAIN.replace("A title", "<b>1 < 2</b> &amp; \\u0633\\u0624 \\ud83c\\udf3f")
                + ", 'selftext': '" + "x".repeat(Post.MAX_BODY - 1) + "\\ud83c\\udf3f tail'");

        assertThat(post.title()).isEqualTo("<b>1 < 2</b> &amp; سؤ 🌿");
        assertThat(post.body()).hasSize(Post.MAX_BODY - 1).endsWith("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "", "mailto:a@b.example", "ftp://example.org"})
    void aLinkThatIsNotHttpBecomesThePostsPage(String url) {
        assertThat(only(PLAIN.replace("https://example.org/page", url)).url())
                .isEqualTo("https://www.reddit.com/r/Java/comments/abc1/t/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1, 'title': ' '",
                "'id': 'abc2', 'subreddit': 'java', 'title': 'no time'",
                "'id': '../2', 'subreddit': 'java', 'title': 'no id', 'created_utc': 1",
                "'id': 'abc2', 'subreddit': 'u_a_name_that_is_too_long', 'title': 'no subreddit', 'created_utc': 1",
                ""
            })
    void skipsAnInvalidPostAndKeepsTheOthers(String fields) {
        TestFetch fetched = fetched(page("{" + fields + "}", "{" + PLAIN + "}"));

        assertThat(fetched.result()).isEqualTo(new Fetched(1));
        assertThat(fetched.posts()).extracting(post -> post.id().value()).containsExactly("abc1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{'kind': 'Listing'}",
                "{'data': {}}",
                "{'data': {'children': null}}",
                "{'message': 'Too Many Requests', 'error': 429}"
            })
    void jsonWithoutAListingIsAFailure(String json) {
        assertThat(fetched(json.replace('\'', '"')).result())
                .isEqualTo(new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "JSON without a listing"));
    }

    private Post only(String fields) {
        return fetched(page("{" + fields + "}")).posts().getFirst();
    }

    private static String page(String... posts) {
        String children = "{'kind': 't3', 'data': " + String.join("}, {'kind': 't3', 'data': ", posts) + "}";
        return ("{'kind': 'Listing', 'data': {'after': null, 'children': [" + children + "], 'before': null}}")
                .replace('\'', '"');
    }

    private TestFetch fetched(String json) {
        return TestFetch.of(StubReddit.api(json, clock), "java", clock);
    }
}
