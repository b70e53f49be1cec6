package tidings.scraper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HtmlTextTest {
    @Test
    void keepsParagraphsApartAndDropsTags() {
        assertThat(HtmlText.of(
                        "<div class=\"md\"><p>One <em>two</em>.</p>\n\n<p>1 &lt; 2 &amp;amp; so on<br/>x</p>\n</div>"))
                .isEqualTo("One two.\n\n1 < 2 &amp; so on\nx");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "&#39;,'",
                "&#x1F33F;,🌿",
                "&quot;,\"",
                "&copy;,&copy;",
                "&#0;,&#0;",
                "&#9999999;,&#9999999;",
                "&#xFFFFFF;,&#xFFFFFF;",
                "& alone,& alone",
                "&amp;lt;,&lt;"
            })
    void unescapesOnceWhatItKnows(String html, String text) {
        assertThat(HtmlText.unescape(html)).isEqualTo(text);
    }
}
