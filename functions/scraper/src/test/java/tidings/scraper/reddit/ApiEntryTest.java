package tidings.scraper.reddit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.scraper.reddit.ApiPageTest.PLAIN;
import static tidings.scraper.reddit.ApiPageTest.page;

class ApiEntryTest {
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'score': 1e400, 'num_comments': 99999999999999999999999         | 1000000000  | 1000000000",
                "'score': -1e400, 'num_comments': -7                              | -1000000000 | 0",
                "'score': 7.9, 'num_comments': '12'                               | 7           | 12",
                "'score': NaN, 'num_comments': null                               |             | 7",
                "'score': 'many', 'num_comments': {'of': 3}                       |             | 7"
            })
    void aNumberOfAnySizeAndTypeCostsNoPost(String fields, Integer score, Integer comments) {
        Post post = only(PLAIN + ", " + fields);

        assertThat(post.score()).isEqualTo(score == null ? OptionalInt.empty() : OptionalInt.of(score));
        assertThat(post.comments()).hasValue(comments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1763632800           | 2025-11-20T10:00:00Z",
                "'1763632800.5'       | 2025-11-20T10:00:00Z",
                "99999999999          | 5138-11-16T09:46:39Z"
            })
    void aTimeOfAnyTypeIsRead(String created, Instant time) {
        assertThat(only(PLAIN + ", 'created_utc': " + created).created()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'permalink': null",
                "'permalink': ''",
                "'permalink': 'javascript:alert(1)'",
                "'permalink': 'https://example.org/r/java/comments/abc1/t/'"
            })
    void aPostWithoutAPageIsFoundByItsId(String permalink) {
        assertThat(only(PLAIN.replaceFirst("'permalink': '[^']*'", permalink)).permalink())
                .isEqualTo("https://www.reddit.com/r/java/comments/abc1/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'url': '/r/other/comments/x1/t/' | https://www.reddit.com/r/other/comments/x1/t/",
                "'url': '//example.org/x'         | https://example.org/x",
                "'url': 'HTTPS://Example.org/x y' | HTTPS://Example.org/x%20y",
                "'url': null                      | https://www.reddit.com/r/Java/comments/abc1/t/",
                "'url': 7                         | https://www.reddit.com/r/Java/comments/abc1/t/"
            })
    void everyLinkLeadsSomewhere(String url, String link) {
        assertThat(only(PLAIN.replaceFirst("'url': '[^']*'", url)).url()).isEqualTo(link);
    }

    @Test
    void aLinkThatIsTooLongForAMessageBecomesThePostsPage() {
        assertThat(only(PLAIN.replace("/page", "/" + "x".repeat(10_000))).url())
                .isEqualTo("https://www.reddit.com/r/Java/comments/abc1/t/");
    }

    @ParameterizedTest
    @CsvSource({"abc1,abc1", "T3_ABC1,abc1", "\\u0000abc1,abc1"})
    void anIdIsReadInEachSpelling(String written, String id) {
        assertThat(only(PLAIN.replace("'id': 'abc1'", "'id': '" + written + "'"))
                        .id()
                        .value())
                .isEqualTo(id);
        assertThat(only(PLAIN.replace("'id': 'abc1'", "'name': 't3_abc1'")).id().value())
                .isEqualTo("abc1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "u_quiet-otter",
                "u_abcdefghij0123456789",
                "reddit.com",
                "2x",
                "7_a",
                "a23456789012345678901"
            })
    void aPostIsOfTheCommunityThatItNames(String subreddit) {
        assertThat(only(PLAIN.replace("'Java'", "'" + subreddit + "'"))
                        .community()
                        .value())
                .isEqualTo(subreddit);
    }

    @Test
    void aPostThatNamesNoCommunityIsOfTheOneThatWasAskedFor() {
        String page = page("{" + PLAIN.replace("'subreddit': 'Java'", "'subreddit': null") + "}");

        assertThat(fetched(page).posts())
                .extracting(post -> post.community().value())
                .containsExactly("java");
        assertThat(TestFetch.of(StubReddit.api(page, clock), "all", clock).result())
                .isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ Removed by Reddit ]",
                "[removed]",
                "[deleted]",
                "[deleted by user]",
                "\u200b[Removed\u00a0by moderator]\ufeff",
                "\u00a0[ Removed by Reddit on account of violating the content policy. ]\u2003"
            })
    void aNoticeIsNoTitleAndNoText(String notice) {
        TestFetch fetched = fetched(page(
                "{" + PLAIN.replace("A title", notice) + "}",
                "{" + PLAIN.replace("abc1", "abc2") + ", 'selftext': '" + notice + "'}"));

        assertThat(fetched.result()).isEqualTo(new Fetched(1));
        assertThat(fetched.posts()).extracting(Post::body).containsExactly("");
        assertThat(fetched(page("{" + PLAIN.replace("A title", notice) + "}")).result())
                .isEqualTo(new Fetched(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[removed] from the shelf", "Why [deleted]?", "[OC] removed", "removed", "[]"})
    void aTextThatOnlyHasANoticeInItStays(String title) {
        assertThat(only(PLAIN.replace("A title", title)).title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'link_flair_text': 'News &amp; <b>more</b>'                                | News &amp; <b>more</b>",
                "'link_flair_text': ':owl: Question', 'link_flair_richtext': [{'e': 'emoji', 'a': ':owl:'}, "
                        + "{'e': 'text', 't': ' Question'}]                                  | Question",
                "'link_flair_text': ':owl:', 'link_flair_richtext': [{'e': 'emoji'}]        | :owl:",
                "'link_flair_text': 'Tip', 'link_flair_richtext': 'Tip'                     | Tip",
                "'link_flair_text': 'Tip', 'link_flair_richtext': [null, 7, {'t': 'x'}]     | Tip",
                "'link_flair_text': '  \\u200b '                                            | ",
                "'link_flair_text': null, 'link_flair_richtext': []                         | ",
                "'link_flair_text': {'t': 'x'}                                              | "
            })
    void readsTheFlairAsPlainText(String fields, String flair) {
        assertThat(only(PLAIN + ", " + fields).details().flair()).isEqualTo(Optional.ofNullable(flair));
    }

    @Test
    void aLongFlairIsCut() {
        assertThat(only(PLAIN + ", 'link_flair_text': '" + "x".repeat(500) + "'")
                        .details()
                        .flair())
                .hasValue("x".repeat(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'spoiler': true  | true", "'spoiler': 'yes' | false", "'spoiler': null  | false"})
    void aSpoilerIsMarked(String fields, boolean spoiler) {
        assertThat(only(PLAIN + ", " + fields).details().spoiler()).isEqualTo(spoiler);
    }

    @ParameterizedTest
    @CsvSource({"t3_Xyz,xyz", "xyz,xyz", "t3_../x,", "t3_,"})
    void aCrosspostNamesItsOriginal(String parent, String original) {
        Post post = only(PLAIN + ", 'crosspost_parent': '" + parent + "'");

        assertThat(post.kind()).isEqualTo(PostKind.CROSSPOST);
        assertThat(post.details().original())
                .isEqualTo(Optional.ofNullable(original).map(PostId::new));
    }

    @ParameterizedTest
    @CsvSource({"Kotlin,kotlin", "u_some-name,u_some-name", "../x,", "java+kotlin,java+kotlin", ","})
    void aCrosspostNamesWhereItsOriginalWasPosted(String subreddit, String from) {
        Post post = only(PLAIN + ", 'crosspost_parent': 't3_xyz', 'crosspost_parent_list': [{'subreddit': '"
                + Objects.requireNonNullElse(subreddit, "") + "'}]");

        assertThat(post.details().from()).isEqualTo(Optional.ofNullable(from).map(Community::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {'options': [{'text': 'A walk', 'id': '3'}, {'text': 'A <swim>'}]}       | A walk, A <swim>
            {'options': [{'text': 7}, {'id': '2'}, null, 'x', {'text': ' '}]}        | 7
            {'options': null}                                                        | -
            {'options': {'text': 'A walk'}}                                          | -
            {'total_vote_count': 12}                                                 | -
            """, quoteCharacter = '~')
    void aPollHasItsOptions(String poll, String options) {
        Post post = only(PLAIN + ", 'is_self': true, 'poll_data': " + poll);

        assertThat(post.kind()).isEqualTo(PostKind.POLL);
        assertThat(String.join(", ", post.details().poll())).isEqualTo(Objects.requireNonNullElse(options, ""));
    }

    private Post only(String fields) {
        return fetched(page("{" + fields + "}")).posts().getFirst();
    }

    private TestFetch fetched(String json) {
        return TestFetch.of(StubReddit.api(json, clock), "java", clock);
    }
}
