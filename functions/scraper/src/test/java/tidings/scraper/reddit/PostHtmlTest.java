package tidings.scraper.reddit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PostHtmlTest {
    @Test
    void separatesParagraphsAndDropsTags() {
        assertThat(body("<p>One <em>two</em>.</p>\n\n<p>1 &lt; 2 &amp;amp; so on<br/>x</p>\n"))
                .isEqualTo("One two.\n\n1 < 2 &amp; so on\nx");
    }

    @Test
    void putsAdjacentBlocksOnSeparateLines() {
        assertThat(body("<ul><li>one</li><li>two</li></ul><p>end</p>")).isEqualTo("one\ntwo\nend");
    }

    @Test
    void leavesOutCommentsAndEverythingOutsideTheBody() {
        PostHtml html = PostHtml.parse("<!-- SC_OFF --><div class=\"md\"><p>Body<!-- note --></p></div><!-- SC_ON -->"
                + " submitted by <a href=\"https://www.reddit.com/user/sample\">/u/sample</a>");

        assertThat(html.body()).isEqualTo("Body");
        assertThat(html.link()).isEmpty();
    }

    /// Entities that do not exist stay as they are; a reference to no character becomes the replacement character, as
    /// the HTML standard requires, so no NUL gets through.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "&#39;,'",
                "&#x1F33F;,🌿",
                "&quot;,\"",
                "&copy;,©",
                "&nosuchentity;,&nosuchentity;",
                "&#0;,\uFFFD",
                "&#9999999;,\uFFFD",
                "&#xFFFFFF;,\uFFFD",
                "& alone,& alone",
                "&amp;lt;,&lt;"
            })
    void unescapesEntitiesOnce(String html, String text) {
        assertThat(body("<p>" + html + "</p>")).isEqualTo(text);
    }

    @Test
    void findsTheLinkThatRedditAddsEvenIfTheBodyHasOneOfThatName() {
        PostHtml html = PostHtml.parse("<div class=\"md\"><p><a href=\"https://example.org/other\">[link]</a></p></div>"
                + "<span><a href=\"https://example.org/?a=1&amp;b=2\">[link]</a></span>"
                + "<span><a href=\"https://www.reddit.com/r/java/comments/1/\">[comments]</a></span>");

        assertThat(html.link()).contains("https://example.org/?a=1&b=2");
    }

    private static String body(String html) {
        return PostHtml.parse("<div class=\"md\">" + html + "</div>").body();
    }
}
