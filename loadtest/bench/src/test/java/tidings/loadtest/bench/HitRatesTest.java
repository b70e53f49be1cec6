package tidings.loadtest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidings.loadtest.budgets.Gates;
import tidings.store.HitRates;

import static org.assertj.core.api.Assertions.assertThat;

/// The cache against an ideal one, and the limit of `loadtest/budgets.yaml`.
class HitRatesTest {
    @Test
    void theCacheHitsAsOftenAsAnIdealOneOfItsSize() throws IOException {
        Path project = project();
        Map<String, Double> worst = new HashMap<>();

        new HitRates((measure, value) -> worst.merge(measure, value, Math::max)).of(project);

        System.out.println(worst);
        assertThat(worst.get("both tiers, hits")).isBetween(1.0, 99.9);
        assertThat(Gates.of(project, "hits").over(worst)).isEmpty();
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
