package tidings.localstack.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tidings.localstack.cost.Bill.Part;
import tidings.settings.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CostsTest {
    private static final Path PROJECT = project();

    private final Costs costs = new Costs(PROJECT);

    @Test
    void theReadmeSaysWhatTheTemplateCosts() throws IOException {
        assertThat(CostTable.in(Files.readString(PROJECT.resolve("README.md"))))
                .as("the table in README.md; ./mvnw -q -Pcosts -Dcosts=write writes it anew")
                .isEqualTo(CostTable.of(costs, Profile.all().keySet()));
    }

    @Test
    void aBillIsTheSumOfItsParts() {
        Bill idle = costs.idle("production");

        assertThat(idle.total())
                .isCloseTo(idle.lines().stream().mapToDouble(Bill.Line::usd).sum(), within(1e-9));
        assertThat(idle.lines()).allSatisfy(line -> assertThat(line.usd()).isPositive());
    }

    /// db.t4g.small: 730 hours at $0.032, and 20 GB at $0.115.
    @Test
    void theDatabaseIsBilledByTheHourAndByItsSize() {
        assertThat(costs.idle("production").of(Part.DATABASE)).isCloseTo(730 * 0.032 + 20 * 0.115, within(0.01));
    }

    @Test
    void aLargerProfileCostsMore() {
        assertThat(costs.idle("high-load").total())
                .isGreaterThan(costs.idle("production").total());
        assertThat(costs.idle("production").total())
                .isGreaterThan(costs.idle("development").total());
        assertThat(costs.millionUpdates("production").of(Part.FUNCTIONS))
                .isGreaterThan(costs.millionUpdates("development").of(Part.FUNCTIONS));
    }

    @Test
    void everyAssumptionIsOfAFunctionThatTheTemplateHas() throws IOException {
        String template = Files.readString(PROJECT.resolve("template.yaml"));

        assertThat(costs.assumptions().functions().keySet())
                .allSatisfy(function -> assertThat(template).contains("\n  " + function + ":\n"));
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
