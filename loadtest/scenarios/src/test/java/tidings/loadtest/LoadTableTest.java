package tidings.loadtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadTableTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void thePageHasTheLastKeptRunOfEachScenario() throws IOException {
        assertThat(new Page(ROOT).table("load")).isEqualTo(LoadTable.of(ROOT.resolve("loadtest/results")));
    }

    @Test
    void aRowSaysWhichCriteriaDoNotHold(@TempDir Path results) throws IOException {
        keep(results, "2026-12-01T080000Z", Map.of());
        keep(
                results,
                "2026-12-01T090000Z",
                Map.of("p50", 59.2, "p95", 5_215.0, "errors %", 0.0, "answered", 99.0, "received", 100.0));

        assertThat(LoadTable.of(results).lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .startsWith("| spike | 2026-12-01, abc | 59.2 | 5,215 | 0 | 99 of 100 | p95 is 5,215, not ≤ 5,000; ")
                .contains("unaccounted is not measured, not ≤ 0")
                .doesNotContain("errors %");
    }

    @Test
    void aTableWithoutAPlaceIsNamed() {
        assertThatThrownBy(() -> new Page(ROOT).table("weather"))
                .hasMessage("loadtest/PERFORMANCE.md has no line <!-- weather: written by the command -->");
    }

    private static void keep(Path results, String when, Map<String, Double> figures) throws IOException {
        new Result("spike", when, "abc", "2 processors", figures).keep(results);
    }
}
