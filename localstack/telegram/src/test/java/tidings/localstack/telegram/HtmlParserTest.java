package tidings.localstack.telegram;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HtmlParserTest {
    @Test
    void offsetsAndLengthsCountUtf16Units() {
        FormattedText parsed = new HtmlParser("🦉 <b>Ünï 🌍</b> <i>x</i>").parse();
        assertThat(parsed.text()).isEqualTo("🦉 Ünï 🌍 x");
        assertThat(parsed.entities()).containsExactly(new Entity("bold", 3, 6), new Entity("italic", 10, 1));
    }

    @Test
    void readsEveryTagOfTheDocumentation() {
        assertThat(
                        types(
                                "<b>a</b><strong>a</strong><i>a</i><em>a</em><u>a</u><ins>a</ins><s>a</s><strike>a</strike>"
                                        + "<del>a</del><tg-spoiler>a</tg-spoiler><span class=\"tg-spoiler\">a</span><code>a</code>"
                                        + "<pre>a</pre><blockquote>a</blockquote><blockquote expandable>a</blockquote>"
                                        + "<tg-emoji emoji-id=\"5368324170671202286\">a</tg-emoji><a href=\"https://example.org\">a</a>"))
                .containsExactly(
                        "bold",
                        "bold",
                        "italic",
                        "italic",
                        "underline",
                        "underline",
                        "strikethrough",
                        "strikethrough",
                        "strikethrough",
                        "spoiler",
                        "spoiler",
                        "code",
                        "pre",
                        "blockquote",
                        "expandable_blockquote",
                        "custom_emoji",
                        "text_link");
    }

    @Test
    void nestedEntitiesComeOuterFirst() {
        assertThat(new HtmlParser("<b>a<i>b<u>c</u></i></b>").parse().entities())
                .containsExactly(new Entity("bold", 0, 3), new Entity("italic", 1, 2), new Entity("underline", 2, 1));
    }

    @Test
    void preAndCodeOverTheSameRangeAreOneBlockWithALanguage() {
        assertThat(new HtmlParser("<pre><code class=\"language-java\">int i;</code></pre>")
                        .parse()
                        .entities())
                .containsExactly(new Entity("pre", 0, 6, Map.of("language", "java")));
        assertThat(new HtmlParser("<code class=\"language-java\">int i;</code>")
                        .parse()
                        .entities())
                .containsExactly(new Entity("code", 0, 6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&lt;b&gt; &amp; &quot;c&quot; | <b> & \"c\"",
                "&#65;&#x42;&#x1F30D; | AB🌍",
                "AT&T & co | AT&T & co",
                "fish &amp; chips | fish & chips",
                "<b></b>empty | empty",
                "<i>a</>b | ab",
                "<B>caps</b> | caps"
            })
    void readsReferencesAndOddForms(String html, String text) {
        assertThat(new HtmlParser(html).parse().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<title>x</title> | Unsupported start tag \"title\" at byte offset 0",
                "🦉<h1>x</h1> | Unsupported start tag \"h1\" at byte offset 4",
                "a < b | Unsupported start tag \"\" at byte offset 2",
                "<b>open | Can't find end tag corresponding to start tag \"b\"",
                "<b>x</i> | Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
                "<b><i>x</b></i> | Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"",
                "x</b> | Unexpected end tag at byte offset 1",
                "x <b | Unclosed start tag at byte offset 2",
                "<b>x</b | Unclosed end tag at byte offset 4",
                "<a href=\"x>y</a> | Unclosed start tag at byte offset 0",
                "<a =\"x\">y</a> | Empty attribute name in the tag \"a\" at byte offset 0",
                "<a href>y</a> | Expected equal sign in declaration of an attribute of the tag \"a\" at byte offset 0",
                "<span>x</span> | Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
                "<tg-emoji emoji-id=\"x\">y</tg-emoji> | Invalid custom emoji identifier specified",
                "a&nbsp;b | Unsupported reference \"&nbsp;\" at byte offset 1, only &lt; &gt; &amp; &quot; and numeric ones are known",
                "&#xDFDF; | Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
            })
    void rejectsWhatTelegramRejects(String html, String words) {
        assertThatThrownBy(() -> new HtmlParser(html).parse())
                .isInstanceOf(ApiError.class)
                .hasMessage("Bad Request: can't parse entities: " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<a href=\"example.org/a?b=1&c=2\">x</a> | http://example.org/a?b=1&c=2",
                "<a href=\"https://example.org/?q=a&amp;b\">x</a> | https://example.org/?q=a&b",
                "<a href='https://example.org'>x</a> | https://example.org/",
                "<a>example.org</a> | http://example.org/"
            })
    void linksGetTheirFullUrl(String html, String url) {
        assertThat(new HtmlParser(html).parse().entities().getFirst().details()).containsEntry("url", url);
    }

    @ParameterizedTest
    @CsvSource({"javascript:alert(1)", "nodots", "http://localhost/a", "data:text/html;base64"})
    void aTargetThatIsNoUrlIsTextWithoutALink(String href) {
        FormattedText parsed = new HtmlParser("<a href=\"" + href + "\">x</a>").parse();
        assertThat(parsed.text()).isEqualTo("x");
        assertThat(parsed.entities()).isEmpty();
    }

    @Test
    void detectsLinksCommandsMentionsAndHashtags() {
        FormattedText found =
                FormattedText.plain("/top@tidings_bot see https://example.org/a?b, @ada_l or #java not a/b");
        assertThat(found.entities())
                .extracting(entity -> entity.type() + " " + found.text().substring(entity.offset(), entity.end()))
                .containsExactly(
                        "bot_command /top@tidings_bot",
                        "url https://example.org/a?b",
                        "mention @ada_l",
                        "hashtag #java");
    }

    @Test
    void surroundingWhiteSpaceIsStrippedAndEntitiesAreShifted() {
        FormattedText read =
                FormattedText.read("  \n<b> bold </b> ", java.util.Optional.of("HTML"), java.util.Optional.empty());
        assertThat(read.text()).isEqualTo("bold");
        assertThat(read.entities()).containsExactly(new Entity("bold", 0, 4));
    }

    private static List<String> types(String html) {
        return new HtmlParser(html)
                .parse().entities().stream().map(Entity::type).toList();
    }
}
