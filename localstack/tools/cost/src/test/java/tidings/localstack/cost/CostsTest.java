package tidings.localstack.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @CsvSource({"development, 34.6, 14", "testing, 34.6, 14", "production, 81.8, 14", "high-load, 181.1, 14"})
    void aProfileCostsNoMoreThanItsCeiling(String profile, double idle, double million) {
        assertThat(costs.idle(profile).total()).as("idle for a month").isLessThanOrEqualTo(idle);
        assertThat(costs.millionUpdates(profile).total())
                .as("a million updates")
                .isLessThanOrEqualTo(million);
    }

    /// Each of those that insights asks for every five minutes, or every quarter of an hour; in use they are more.
    @Test
    void whatIsReadOfCloudWatchIsOnTheBill() {
        double idle = (1 * 12 + 13 * 4 + 7 * 2) * 730 * 0.01 / 1_000;
        double inUse = (10 * 12 + 28 * 4) * 730 * 0.01 / 1_000;

        assertThat(readOfCloudWatch(costs.idle("production"))).isCloseTo(idle, within(0.001));
        assertThat(readOfCloudWatch(costs.inUse("production"))).isCloseTo(inUse - idle, within(0.001));
    }

    private static double readOfCloudWatch(Bill bill) {
        return bill.lines().stream()
                .filter(line -> line.what().equals("metrics that InsightsFunction reads"))
                .mapToDouble(Bill.Line::usd)
                .sum();
    }

    /// It asks neither CloudWatch nor, as long as somebody else asked lately, the database.
    @ParameterizedTest
    @ValueSource(strings = {"development", "testing", "production", "high-load"})
    void aBoardThatIsLeftOpenForAMonthCostsAtMostADollar(String profile) {
        Bill board = costs.board(profile);

        assertThat(board.total()).isBetween(0.3, 1.0);
        assertThat(board.lines()).extracting(Bill.Line::what).noneMatch(what -> what.startsWith("metrics"));
    }

    /// Otherwise it would tell operators every month.
    @ParameterizedTest
    @ValueSource(strings = {"development", "testing", "production", "high-load"})
    void theBudgetOfAProfileIsMoreThanItCosts(String profile) {
        double cost = costs.idle(profile).total() + costs.inUse(profile).total();

        assertThat(costs.budget(profile)).isBetween(1.2 * cost, 2 * cost);
    }

    @Test
    void aMonthInUsePaysForEveryMetricOfEveryFunctionThatUpdatesPassThrough() {
        assertThat(costs.inUse("production").lines())
                .extracting(Bill.Line::what)
                .contains("metrics of BotFunction");
        assertThat(costs.inUse("production").total()).isBetween(0.3 * 8, 0.3 * 24);
    }

    /// Names of routes, statements and steps are fields of log lines, for each set of dimensions is a metric.
    @Test
    void fewMetricsAreCountedAndWatched() {
        assertThat(costs.ownMetrics()).as("sets of dimensions").isBetween(15L, 30L);
        assertThat(costs.alarmMetrics("high-load")).as("metrics of alarms").isLessThanOrEqualTo(45);
    }

    @Test
    void everythingAssumedAndCountedIsOfTheTemplate() throws IOException {
        String template = Files.readString(PROJECT.resolve("template.yaml"));
        Stream<Set<String>> named = Stream.of(
                costs.assumptions().scheduledMillis().keySet(),
                costs.assumptions().waitMillis().keySet(),
                Counts.read().functions().keySet(),
                Counts.read().messages().keySet());

        assertThat(named.flatMap(Set::stream))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(template).contains("\n  " + id + ":\n"));
    }

    static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
