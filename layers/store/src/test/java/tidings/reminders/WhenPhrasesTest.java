package tidings.reminders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.reminders.When.Problem;
import tidings.reminders.When.Unclear;
import tidings.reminders.When.Understood;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What people write for a reminder on a Friday at noon, and what it becomes: two hundred phrases of each
/// language, in `phrases.<language>.txt`. A line is the phrase, an arrow and the local time, `|` and the days and
/// the time of a repetition, `|` and what is left for the reminder to be about; or, if it is not understood, `?`
/// and the problem.
class WhenPhrasesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant FRIDAY_NOON =
            LocalDateTime.parse("2026-11-20T12:00").atZone(BERLIN).toInstant();

    private static final WhenParser PARSER = new WhenParser(Texts.LANGUAGES);

    /// With `-Dphrases=write` the table is written anew, to be read by whoever changes the parser.
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void twoHundredPhrasesBecomeWhatTheyMeanAndNoneIsWronglyUnderstood(String language) throws IOException {
        Path file = Path.of("src/test/resources/tidings/reminders/phrases." + language + ".txt");
        List<String> phrases = Files.readAllLines(file).stream()
                .map(line -> line.split(" → ", 2)[0])
                .toList();
        List<String> lines =
                phrases.stream().map(phrase -> phrase + " → " + print(phrase)).toList();
        if ("write".equals(System.getProperty("phrases"))) {
            Files.write(file, lines);
        }

        assertThat(phrases).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(file));
    }

    private static String print(String phrase) {
        return switch (PARSER.parse(phrase, FRIDAY_NOON, BERLIN)) {
            case Understood(Instant at, var repeat, String words) ->
                LocalDateTime.ofInstant(at, BERLIN)
                        + repeat.map(times -> " | " + times).orElse("")
                        + (words.isEmpty() ? "" : " | " + words);
            case Unclear(Problem problem) -> "? " + problem;
        };
    }
}
