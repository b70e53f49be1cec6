package tidings.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// The saved queries of Logs Insights, beside what functions log.
class SavedQueriesTest {
    private static final Map<String, Map<String, Object>> QUERIES =
            TemplateText.read().ofType("AWS::Logs::QueryDefinition");
    private static final Pattern LINE = Pattern.compile("parse message '([^']+)'");
    private static final Pattern WORDS = Pattern.compile("parse message /([a-z ]+)");
    private static final Pattern FIELD = Pattern.compile("ispresent\\((\\w+)\\)");

    private static String sources;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> functions = Files.walk(Project.root().resolve("functions"));
                Stream<Path> layers = Files.walk(Project.root().resolve("layers"))) {
            sources = Stream.concat(functions, layers)
                    .filter(file -> file.toString().matches(".*/src/main/(java|resources)/.*\\.(java|json)"))
                    .map(SavedQueriesTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> queries() {
        return QUERIES.keySet().stream();
    }

    private static String query(String id) {
        return QUERIES.get(id).get("QueryString").toString();
    }

    private static Stream<String> found(Pattern pattern, String query) {
        return pattern.matcher(query).results().map((MatchResult match) -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryReadsLinesThatSomeFunctionWrites(String id) {
        Stream<String> lines = found(LINE, query(id)).map(line -> '"' + line.replace("*", "{}") + '"');
        Stream<String> words = found(WORDS, query(id));

        assertThat(Stream.concat(lines, words))
                .allSatisfy(written -> assertThat(sources.contains(written)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aFieldThatAQueryAsksForIsLoggedOrParsedByIt(String id) {
        String known = sources + query(id);

        assertThat(found(FIELD, query(id)))
                .allSatisfy(field -> assertThat(Stream.of("\"" + field + "\"", "<" + field + ">", ", " + field + " "))
                        .anySatisfy(
                                written -> assertThat(known.contains(written)).isTrue()));
    }

    @Test
    void errorsAreLookedForInEachFunctionThatHasAnAlarmForThem() {
        assertThat(AlarmCoverageTest.functions())
                .allSatisfy(function -> assertThat(
                                QUERIES.get("ErrorsQuery").get("LogGroupNames").toString())
                        .contains("!Ref " + function.replaceFirst("Function$", "LogGroup")));
    }
}
