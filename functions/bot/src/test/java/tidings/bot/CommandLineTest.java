package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTest {
    private static final int CASES = 20_000;

    /// Every space of Unicode, line ends, and letters that are shown as nothing.
    private static final List<String> BLANKS =
            (" |\t|\n|\r\n|\u000b|\f|\u0085|\u00a0|\u1680|\u2000|\u2001|\u2002|\u2003|\u2004|\u2005|\u2006|\u2007|\u2008"
                            + "|\u2009|\u200a|\u2028|\u2029|\u202f|\u205f|\u3000|\u200b|\u2800|\u3164|  | \u00a0 ")
                    .transform(all -> List.of(all.split("\\|")));

    /// Joiners, marks for the direction of writing, a byte-order mark, a soft hyphen.
    private static final List<String> INVISIBLE = List.of(
            "\u200e", "\u200f", "\u061c", "\u2060", "\ufeff", "\u00ad", "\u202a", "\u202e", "\u202c", "\u2066",
            "\u2069", "\u180e");

    private final Random random = new Random(11);

    @Test
    void aCommandIsReadWhateverSpacesAndInvisibleMarksItIsWrittenWith() {
        for (int i = 0; i < CASES; i++) {
            String text = marked(random.nextInt(3) == 0 ? "／ｔｏｐ" : random.nextBoolean() ? "/top" : "/TOP")
                    + blank()
                    + marked("java")
                    + blank()
                    + marked("week")
                    + (random.nextBoolean() ? blank() : "");

            assertThat(CommandLine.parse(text, true))
                    .as(shown(text))
                    .contains(new CommandLine("top", Optional.empty(), "java week"));
        }
    }

    private String blank() {
        return BLANKS.get(random.nextInt(BLANKS.size()));
    }

    private String marked(String word) {
        int at = random.nextInt(word.length() + 1);
        return random.nextInt(3) > 0
                ? word
                : word.substring(0, at) + INVISIBLE.get(random.nextInt(INVISIBLE.size())) + word.substring(at);
    }

    private static String shown(String text) {
        return text.codePoints()
                .mapToObj(point ->
                        point > 32 && point < 127 ? Character.toString(point) : "\\u" + Integer.toHexString(point))
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/help | help | | ''",
                "/help@TidingsBot | help | tidingsbot | ''",
                "/HELP@tidingsbot please | help | tidingsbot | please",
                "／help＠TidingsBot | help | tidingsbot | ''",
                "/help! | help | | ''",
                "/top, java | top | | java",
                "/classify: a text | classify | | a text",
                "/ top java | top | | java",
                "/start payload_42 | start | | payload_42",
                "/top 👩‍💻 | top | | 👩‍💻"
            })
    void wordBotAndArgumentsAreToldApart(String text, String word, String bot, String arguments) {
        assertThat(CommandLine.parse(text, true)).contains(new CommandLine(word, Optional.ofNullable(bot), arguments));
    }

    @Test
    void aSlashAndASpaceAreACommandOnlyBetweenTwo() {
        assertThat(CommandLine.parse("/ top java", false)).isEmpty();
        assertThat(CommandLine.parse("/top java", false)).isEqualTo(CommandLine.parse("/ top java", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//top",
                "/@TidingsBot",
                "/help@",
                "/help@@a",
                "/r/java is nice to read",
                "/home/ada",
                "/top@a@b",
                "/é",
                "/topé",
                "/топ",
                "top java",
                "look: /top java",
                "\\top java",
                "</top>"
            })
    void whatMerelyHasASlashIsNoCommand(String text) {
        assertThat(CommandLine.parse(text, true)).isEmpty();
        assertThat(CommandLine.parse(text, false)).isEmpty();
    }
}
