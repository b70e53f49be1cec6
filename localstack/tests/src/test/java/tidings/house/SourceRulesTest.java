package tidings.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// Rules for source files, read as text.
class SourceRulesTest {
    private static final int MAX_LINES = 300;
    /// What a newcomer reads in a sitting; each new queue, table or alarm must make room or be worth its lines.
    private static final int MAX_TEMPLATE_LINES = 1_400;

    /// Fakes that are slow on purpose, and code that must not end while the test watches it.
    private static final Set<String> SLOW_FAKES =
            Set.of("SlowProxy.java", "Probe.java", "Consumer.java", "ChangesTest.java");

    /// ElasticMQ cannot move FIFO messages, so there is nothing to install for the test that is skipped.
    private static final Set<String> MAY_SKIP = Set.of("SqsIT.java");

    private static final String ARGUMENTS = "\\(([^()]|\\([^()]*\\))*\\)";

    private static final String DECLARES = "\\b(class|record|interface|enum|@interface) ";

    private static List<Path> sources;

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root())) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void noJavaFileIsLongerThan300Lines() {
        assertThat(sources)
                .isNotEmpty()
                .filteredOn(file -> lines(file) > MAX_LINES)
                .isEmpty();
    }

    @Test
    void theTemplateHasAtMost1400Lines() {
        assertThat(lines(Project.root().resolve("template.yaml"))).isLessThanOrEqualTo(MAX_TEMPLATE_LINES);
    }

    @Test
    void noTestSleepsToWait() {
        assertThat(testsThatSay("Thread\\.sleep|TimeUnit\\.[A-Z]+\\.sleep")).isSubsetOf(SLOW_FAKES);
    }

    /// Where all is well nobody waits for the limit; a machine that does much besides is slow.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<!current\\(\\))\\.atMost\\(Duration\\.ofSeconds\\([1-5]?\\d\\)\\)",
                "\\.await\\([1-5]?\\d, (TimeUnit\\.)?SECONDS\\)",
                "\\bawait" + ARGUMENTS + "(\\s*\\.(?!atMost|until)\\w+" + ARGUMENTS + ")*\\s*\\.until"
            })
    void whoeverAwaitsSomethingDoesSoForAMinuteAtLeast(String impatient) {
        assertThat(testsThatSay(impatient)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Order\\b", "@TestMethodOrder\\b"})
    void noTestDependsOnTheOrderOfOthers(String annotation) {
        assertThat(testsThatSay(annotation)).isEmpty();
    }

    @Test
    void onlyOneHelperSkipsTests() {
        assertThat(testsThatSay("\\bassume(True|False|That)\\(|@(Disabled|Enabled)\\w*\\b"))
                .isSubsetOf(MAY_SKIP);
    }

    @Test
    void everyClassThatTheReadmeSendsADeveloperToExists() {
        String readme = read(Project.root().resolve("README.md"));
        String guide = readme.substring(readme.indexOf("### To add something"), readme.indexOf("### Powertools"))
                + readme.substring(readme.indexOf("### Glossary"), readme.indexOf("## The topic model"));
        String declarations = sources.stream().map(SourceRulesTest::read).collect(Collectors.joining("\n"));

        assertThat(Pattern.compile("`([A-Z][A-Za-z0-9]+)`")
                        .matcher(guide)
                        .results()
                        .map(name -> name.group(1)))
                .isNotEmpty()
                .filteredOn(name -> !name.equals(name.toUpperCase(Locale.ROOT)))
                .allSatisfy(name -> assertThat(declarations).containsPattern(DECLARES + name + "\\b"));
    }

    private static List<String> testsThatSay(String pattern) {
        Predicate<String> said = Pattern.compile(pattern).asPredicate();
        return sources.stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .filter(file -> !file.endsWith("SourceRulesTest.java"))
                .filter(file -> said.test(read(file)))
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static long lines(Path file) {
        return read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
