package tidings.telegram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TextsTest {
    static final List<String> LANGUAGES = Texts.LANGUAGES;

    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z-]+)+\\.?|[a-z]+\\.)\"");

    /// What begins so is put together in code from a word, a topic or a name of an enum.
    private static final Pattern COMPOSED = Pattern.compile(
            "(command\\.[a-z]+\\.(summary|example)|command\\.help\\.group\\..*|command\\.status\\.reddit\\..*|topic\\.(label|about)\\..*|delayed\\..*|kept\\..*|refused\\..*|posts\\.title\\..*|period\\..*|setting\\..*|board\\..*|command\\.follow\\.(unclear|rule|kind)\\..*"
                    + "|command\\.remind\\.unclear\\..*|achievement\\..*|reminder\\.(when|until)\\..*|classify\\.(sure|probably|unsure)|alarm\\.cause\\..*|why\\.(state|held|skipped|any|want|refuse|liked)\\..*|teach\\.(rule|scope)\\..*|command\\.history\\.kind\\..*|command\\.import\\.(bad|left)\\..*|autopilot\\.measure\\..*|week\\.feature\\..*|notice\\.(private|banned|quarantined|missing))");

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageIsComplete(String language) {
        Texts texts = Texts.of(language);
        Texts standard = Texts.of(Texts.DEFAULT);

        assertThat(texts.language()).isEqualTo(language);
        assertThat(texts.keys()).isEqualTo(standard.keys());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyTextIsAFormatThatLeavesNoPlaceholderBehind(String language) {
        Texts texts = Texts.of(language);
        for (String key : texts.keys()) {
            assertThat(texts.get(key, 1, 2, 3, 4))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("{")
                    .doesNotContain("'");
        }
    }

    /// Telegram refuses a message with any other `<` or `>`.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void whatLooksLikeMarkupIsMarkup(String language) {
        Texts texts = Texts.of(language);
        for (String key : texts.keys()) {
            assertThat(texts.get(key, 1, 2, 3, 4).replaceAll("</?[bi]>|</?code>", ""))
                    .as(key)
                    .doesNotContain("<", ">");
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameArguments(String language) {
        for (String key : Texts.of(language).keys()) {
            assertThat(arguments(Texts.of(language), key)).as(key).isEqualTo(arguments(Texts.of(Texts.DEFAULT), key));
        }
    }

    private static Set<Integer> arguments(Texts texts, String key) {
        Set<Integer> arguments = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            Object[] values = {"", "", "", "", "", ""};
            String without = format(texts, key, values);
            values[i] = "\uE000";
            if (!format(texts, key, values).equals(without)) {
                arguments.add(i);
            }
        }
        return arguments;
    }

    /// Numbers are given where the format wants them.
    private static String format(Texts texts, String key, Object[] values) {
        Object[] given = values.clone();
        while (true) {
            try {
                return texts.get(key, given);
            } catch (IllegalArgumentException _) {
                for (int i = 0; i < given.length; i++) {
                    given[i] = given[i].equals("") ? (Object) 0 : given[i].equals("\uE000") ? 7 : given[i];
                }
            }
        }
    }

    @Test
    void everyKeyThatCodeNamesExistsAndEveryKeyIsUsed() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path source : sources()) {
            Matcher literal = LITERAL.matcher(Files.readString(source));
            while (literal.find()) {
                named.add(literal.group(1));
            }
        }
        Set<String> keys = Texts.of(Texts.DEFAULT).keys();
        Set<String> families =
                keys.stream().map(key -> key.substring(0, key.indexOf('.') + 1)).collect(Collectors.toSet());

        assertThat(keys.stream()
                        .filter(key ->
                                !named.contains(key) && !COMPOSED.matcher(key).matches()))
                .as("texts that nothing uses")
                .isEmpty();
        assertThat(named.stream()
                        .filter(name -> families.stream().anyMatch(name::startsWith))
                        .filter(name -> !name.endsWith(".") && !keys.contains(name)))
                .as("keys that no language has")
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("../store"), Path.of("../../functions"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().contains("/src/main/java/") || root.startsWith("src"))
                        .filter(file -> file.toString().endsWith(".java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    @Test
    void pluralsAgreeWithTheirNumber() {
        assertThat(Texts.of("en").get("posts.classifying", 1, "r/java")).contains("one post from r/java");
        assertThat(Texts.of("en").get("posts.classifying", 1_200, "r/java")).contains("1,200 posts");
        assertThat(Texts.of("de").get("age.days", 1)).isEqualTo("1 Tag");
        assertThat(Texts.of("de").get("age.days", 2)).isEqualTo("2 Tagen");
    }

    @Test
    void whoeverSpeaksAnotherLanguageGetsTheDefault() {
        assertThat(Texts.of("de-AT").language()).isEqualTo("de");
        assertThat(Texts.of("pt-br").language()).isEqualTo("en");
        assertThat(Texts.of("").language()).isEqualTo("en");
        assertThat(Texts.of("…").language()).isEqualTo("en");
    }

    @Test
    void aMissingTextIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Texts.of("de").get("posts.nowhere"))
                .withMessage("no text posts.nowhere in de");
    }
}
