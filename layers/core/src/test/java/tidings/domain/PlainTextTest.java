package tidings.domain;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {
    @Test
    void everyCharacterComesOutFitForQueueDatabaseAndMessage() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String cleaned = PlainText.line("a" + Character.toString(c) + "b", 10);
            assertThat(cleaned).startsWith("a").endsWith("b");
            check(cleaned);
        }
    }

    @Test
    void aTextOfAnyCharactersIsCutAndCleanedOnceAndForAll() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            String text = text(random);
            int units = 1 + random.nextInt(60);

            String line = PlainText.line(text, units);
            String paragraphs = PlainText.paragraphs(text, units);
            String link = PlainText.link(text, units);

            assertThat(line).hasSizeLessThanOrEqualTo(units).doesNotContain("\n", "  ");
            assertThat(paragraphs).hasSizeLessThanOrEqualTo(units).doesNotContain("\n\n\n");
            assertThat(link).hasSizeLessThanOrEqualTo(units).doesNotContain(" ", "\n");
            check(line);
            check(paragraphs);
            check(link);
            assertThat(PlainText.line(line, units)).isEqualTo(line);
            assertThat(PlainText.paragraphs(paragraphs, units)).isEqualTo(paragraphs);
            assertThat(PlainText.link(link, units)).isEqualTo(link);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "Slides \uFFFF of a deck,Slides of a deck",
                "half \uD83D,half",
                "a\u0000b,ab",
                "\u001B[31mred\u001B[0m,[31mred[0m",
                "~\uFEFF\n\n  title~,title",
                "no\u00A0break\u202Fat\u3000all,no break at all",
                "\u202Eback\u202C\u2067wards\u2069,backwards",
                "~one\r\ntwo\u2028three~,one two three",
                "👩\u200D💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می\u200Cخواهم,👩\u200D💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می\u200Cخواهم"
            })
    void aLineKeepsWhatPeopleSee(String text, String line) {
        assertThat(PlainText.line(text, 400)).isEqualTo(line);
    }

    @Test
    void paragraphsKeepTheirBreaks() {
        assertThat(PlainText.paragraphs(" one \r\n\u00A0\r\n\r\n two\rthree\u2029 ", 100))
                .isEqualTo("one\n\n two\nthree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200B",
                "\u200E\u200F",
                "\uFEFF",
                "\u2060",
                "\u00AD",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\u0301",
                "\u115F\u1160",
                "\u180E",
                "\u034F"
            })
    void knowsATextOfWhichNothingShows(String text) {
        assertThat(PlainText.isVisible(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "…", "🌿", "?", "本", "\u200Ba", "1\u0301"})
    void knowsATextThatShows(String text) {
        assertThat(PlainText.isVisible(text)).isTrue();
    }

    @Test
    void takesAsLongAsTheLimitNotAsTheText() {
        String text = "a" + " ".repeat(2_000_000) + "b" + "\n".repeat(2_000_000) + "c" + "x".repeat(4_000_000);

        assertThat(PlainText.paragraphs(text, 4_000)).startsWith("a b\n\ncx").hasSize(4_000);
    }

    private static void check(String text) {
        assertThat(text.codePoints()).allSatisfy(c -> {
            assertThat(c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000)
                    .as("XML 1.0 allows U+%04X", c)
                    .isTrue();
            assertThat((c & 0xFFFE) != 0xFFFE).isTrue();
        });
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(80); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x10000));
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 2 -> text.append(" \n\r\t\u0000\u00A0\uFEFF\uD83D\u2028".charAt(random.nextInt(9)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
