package tidings.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tidings.loadtest.Plan.Criterion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlanTest {
    static final Iterable<String> SCENARIOS = Plan.SCENARIOS;

    @ParameterizedTest
    @FieldSource("SCENARIOS")
    void everyScenarioHasSizesAndCriteriaAlsoForAQuickRun(String scenario) {
        Plan whole = plan(Map.of("scenario", scenario));
        Plan quick = plan(Map.of("scenario", scenario, "quick", ""));

        assertThat(quick.sizes().keySet()).isEqualTo(whole.sizes().keySet());
        assertThat(quick.criteria()).isNotEmpty();
        assertThat(whole.criteria()).containsAll(quick.criteria());
        assertThat(quick.name()).isEqualTo(scenario + "-quick");
    }

    @Test
    void readersAskForWhatIsComparedAndNothingElse() {
        Mix readers = Mix.read().of(Figures.compared());

        assertThat(readers.draw(new Random(1)))
                .extracting(Mix.Step::name)
                .containsExactlyElementsOf(Figures.compared())
                .contains("GET /health", "POST /api/categorization of 100");
    }

    @Test
    void everyRouteOfTheMixHasAMethodThatCanBeSent() {
        assertThat(Mix.read().journeys())
                .flatExtracting(Mix.Journey::steps)
                .filteredOn(step -> step.kind() == Mix.Kind.ROUTE)
                .extracting(Mix.Step::method)
                .isSubsetOf(Journeys.METHODS);
    }

    @Test
    void aPropertyChangesASize() {
        assertThat(plan(Map.of("scenario", "steady", "people", "7")).count("people"))
                .isEqualTo(7);
        assertThat(plan(Map.of("scenario", "steady", "people", "")).count("people"))
                .isEqualTo(100);
    }

    @ParameterizedTest
    @FieldSource("SCENARIOS")
    void theCommandPassesOnEachSizeButThoseOfForecasts(String scenario) throws IOException {
        String command = Files.readString(Path.of("pom.xml"));

        if (!scenario.equals("forecast")) {
            assertThat(plan(Map.of("scenario", scenario)).sizes().keySet())
                    .allSatisfy(size -> assertThat(command).contains("-D%1$s=${%1$s}".formatted(size)));
        }
    }

    @ParameterizedTest
    @CsvSource({"scenario, calm, calm is none of steady", "people, many, people=many is not a number"})
    void whatIsWrongIsNamed(String name, String value, String message) {
        Properties given = new Properties();
        given.setProperty("scenario", "steady");
        given.setProperty(name, value);

        assertThatThrownBy(() -> Plan.of(given)).hasMessageContaining(message);
    }

    @Test
    void aCriterionThatWasNotMeasuredDoesNotHold() {
        Criterion most = new Criterion("p95", 3000.0, null, "a promise", true);
        Criterion least = new Criterion("rate", null, 60.0, "a promise", true);

        assertThat(new Verdict(most, Optional.of(3000.0)).holds()).isTrue();
        assertThat(new Verdict(most, Optional.of(3001.0)).holds()).isFalse();
        assertThat(new Verdict(least, Optional.of(59.0)).holds()).isFalse();
        assertThat(new Verdict(least, Optional.empty())).hasToString("✗ rate: not measured, wanted ≥ 60 (a promise)");
    }

    private static Plan plan(Map<String, String> given) {
        Properties properties = new Properties();
        properties.putAll(given);
        return Plan.of(properties);
    }
}
