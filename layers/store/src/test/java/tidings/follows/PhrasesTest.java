package tidings.follows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.follows.Reading.Unclear;
import tidings.follows.Reading.Understood;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What people type, and what it becomes: phrases of each language, in `phrases.<language>.txt`. A line is the
/// phrase, an arrow and the query as [FollowText] prints it, `|` and a pace, `|` and the times of briefs, `| quiet`
/// and hours; or, if it is not understood, `?`, the problem and the part that is asked about.
class PhrasesTest {
    static final FollowParser PARSER = new FollowParser(Texts.LANGUAGES);

    private static final Set<String> KNOWN = Set.of(
            "java",
            "kotlin",
            "rust",
            "python",
            "machinelearning",
            "gardening",
            "cooking",
            "science",
            "programming",
            "pics",
            "aww",
            "berlin",
            "all",
            "homeassistant",
            "news");

    private static final Map<String, String> TOPICS = Map.of(
            "science",
            "science",
            "wissenschaft",
            "science",
            "music",
            "music",
            "musik",
            "music",
            "food & drink",
            "food-drink");

    static final FollowNames NAMES = new FollowNames(
            typed -> Optional.ofNullable(TOPICS.get(typed.toLowerCase(Locale.ROOT))),
            community -> KNOWN.contains(community.value()));

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void aHundredPhrasesBecomeWhatTheyMeanAndNoneIsWronglyUnderstood(String language) throws IOException {
        Path file = Path.of("src/test/resources/tidings/follows/phrases." + language + ".txt");
        List<String> lines = Files.readAllLines(file);
        List<String> phrases = lines.stream().map(line -> line.split(" → ")[0]).toList();

        assertThat(phrases).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
        assertThat(phrases.stream()
                        .map(phrase -> phrase + " → " + print(PARSER.parse(phrase, NAMES, Optional.empty()))))
                .containsExactlyElementsOf(lines);
    }

    static String print(Reading reading) {
        return switch (reading) {
            case Understood(FollowQuery query, var pace, var brief, var quiet) ->
                FollowText.of(query)
                        + (pace.isPresent() ? " | " + pace.getAsInt() + " a day" : "")
                        + brief.map(times -> " | " + times).orElse("")
                        + quiet.map(hours -> " | quiet " + hours).orElse("");
            case Unclear(Reading.Problem problem, String part) -> ("? " + problem + " " + part).strip();
        };
    }
}
