package tidings.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// No check that CI counts as run is skipped there: see [tidings.testing.External].
class CiTest {
    private static final Pattern ASKED =
            Pattern.compile("(?:External\\.require|Tool\\.required)\\(\\s*\"([a-z0-9-]+)\"");

    private static List<Path> tests;

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root())) {
            tests = files.filter(file -> file.toString().matches(".*/src/test/java/.*\\.java"))
                    .filter(file -> !file.endsWith("CiTest.java"))
                    .toList();
        }
    }

    @Test
    void ciRequiresOnlyWhatSomeTestNeeds() {
        assertThat(asked())
                .containsAll(names(".ci/run", "install \"([a-z0-9 -]+)\"|required\\+?=\\(([a-z0-9 ]+)\\)"))
                .containsAll(names(".github/workflows/verify.yml", "TIDINGS_REQUIRED: \"([^\"]+)\""));
    }

    private static Set<String> asked() {
        return tests.stream()
                .flatMap(file -> ASKED.matcher(read(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> names(String file, String pattern) {
        List<String> names = Pattern.compile(pattern)
                .matcher(read(Project.root().resolve(file)))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .flatMap(several -> Stream.of(several.split(" ")))
                .toList();
        assertThat(names).as(file).contains("chromium", "pgbouncer", "sam", "cfn-lint");
        return names;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
