package tidings.sender;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageTextTest {
    private static final char HIGH = "🌍".charAt(0);
    private static final char LOW = "🌍".charAt(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "<b>bold <i>both</i></b>",
                "<a href=\"https://example.org/?a=1&amp;b=2\">1 &lt; 2</a>",
                "<tg-spoiler>x</tg-spoiler>\n<blockquote expandable>y</blockquote>",
                "&#8364; &#x1F30D; 🌍"
            })
    void whatFitsStaysAsItIs(String html) {
        assertThat(MessageText.text(html)).isEqualTo(html);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            <b>open; <b>open</b>
            <b><i>x</b></i>; <b><i>x</i></b>
            x</b>; x
            'a & b &nosuch;'; 'a &amp; b &amp;nosuch;'
            '1 < 2 <3'; '1 &lt; 2 &lt;3'""")
    void tagsAreClosedAsTheyWereOpened(String html, String fitted) {
        assertThat(MessageText.text(html)).isEqualTo(fitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "<b> </b>", "<b></b>", "\u0000", "\r\n"})
    void whereNothingCanBeSeenThereIsAnEllipsis(String html) {
        assertThat(MessageText.text(html)).isEqualTo("…");
        assertThat(MessageText.withoutTags(MessageText.caption(html))).isBlank();
    }

    static Stream<Arguments> textsThatAreNotClean() {
        return Stream.of(
                Arguments.of("a\u0000b", "a b"),
                Arguments.of("a\u0007b", "a b"),
                Arguments.of("a\u0085b", "a b"),
                Arguments.of("a\tb", "a\tb"),
                Arguments.of("a\r\nb", "a\nb"),
                Arguments.of("a" + HIGH + "b", "a\uFFFDb"),
                Arguments.of("a" + LOW + "b", "a\uFFFDb"),
                Arguments.of("" + LOW + HIGH, "\uFFFD\uFFFD"),
                Arguments.of("a" + HIGH + "<b>b</b>", "a\uFFFD<b>b</b>"),
                Arguments.of("a" + HIGH + LOW, "a🌍"));
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNotClean")
    void charactersThatAreNoneAreReplaced(String text, String clean) {
        assertThat(MessageText.text(text)).isEqualTo(clean);
        assertThat(MessageText.plain(text, 200)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "&amp;", "🌍", "&#127757;", "<b>x</b>", "<a href=\"https://example.org/\">xy</a> "})
    void aTextThatIsTooLongIsCutOutsideOfTagsAndCharacters(String piece) {
        String fitted = MessageText.text("<b>" + piece.repeat(5_000) + "</b>");

        assertThat(fitted).startsWith("<b>" + piece).endsWith("…</b>");
        assertThat(visible(fitted).length()).isBetween(4_090, 4_096);
        assertThat(visible(MessageText.caption(piece.repeat(5_000))).length()).isBetween(1_018, 1_024);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_095, 4_096})
    void atTheLimitNothingIsCut(int units) {
        String html = "<b>" + "x".repeat(units - 1) + "&amp;</b>";

        assertThat(MessageText.text(html)).isEqualTo(html);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 300})
    void moreTagsThanAMessageHasAreLeftOutAndTheirTextIsNot(int tags) {
        String fitted = MessageText.text("<b>x</b>".repeat(tags));

        assertThat(fitted.split("<b>", -1)).hasSize(101);
        assertThat(fitted.split("</b>", -1)).hasSize(101);
        assertThat(visible(fitted)).hasSize(tags);
    }

    @Property(seed = "1", tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whateverItIsFitsAndIsFittedAlready(@ForAll("html") String html) {
        String fitted = MessageText.text(html);

        assertThat(visible(fitted).length()).isBetween(1, 4_096);
        assertThat(MessageText.text(fitted)).isEqualTo(fitted);
        assertThat(visible(MessageText.caption(html)).length()).isLessThanOrEqualTo(1_024);
    }

    @Provide
    Arbitrary<String> html() {
        return Arbitraries.of(
                        "<b>",
                        "</b>",
                        "<i>",
                        "</i>",
                        "<a href=\"https://example.org\">",
                        "</a>",
                        "<",
                        ">",
                        "&",
                        "&amp;",
                        "🌍",
                        "" + HIGH,
                        "" + LOW,
                        "\u0000",
                        "\r\n",
                        "words ",
                        "x".repeat(700))
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join("", pieces));
    }

    private static String visible(String html) {
        return MessageText.withoutTags(html).replaceAll("&#127757;", "🌍").replaceAll("&(amp|lt|gt|quot);", "x");
    }
}
