package tidings.loadtest.budgets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BudgetsTest {
    private static final Path PROJECT = project();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void whatIsCountedKeepsItsLimits() throws IOException {
        Result counted = Counted.of(PROJECT, InstantSource.system());

        assertThat(counted.samples()).isNotEmpty();
        assertThat(over(Gate.read(PROJECT), counted)).isEmpty();
    }

    @Test
    void everyGateOfWhatIsCountedIsMeasured() throws IOException {
        Result counted = Counted.of(PROJECT, InstantSource.system());

        assertThat(Gate.read(PROJECT))
                .filteredOn(gate -> gate.tool().equals("counted"))
                .isNotEmpty()
                .allSatisfy(gate ->
                        assertThat(gate.measured(counted)).as(gate.what()).isPresent());
    }

    /// So that a renamed measure does not leave its gate without one.
    @Test
    void everyGateIsMeasuredByAKeptResultOfItsCommand() throws IOException {
        Map<String, List<Result>> kept = Result.kept(PROJECT.resolve("loadtest/results"));

        assertThat(Gate.read(PROJECT))
                .filteredOn(gate -> kept.containsKey(gate.tool()))
                .allSatisfy(
                        gate -> assertThat(gate.measured(kept.get(gate.tool()).getLast()))
                                .as(gate.what())
                                .isPresent());
    }

    @Test
    void theTablesShowTheLastKeptResults() throws IOException {
        String text = Files.readString(PROJECT.resolve("loadtest/PERFORMANCE.md"));

        assertThat(Performance.tables(Result.kept(PROJECT.resolve("loadtest/results"))))
                .isNotEmpty()
                .allSatisfy((name, table) -> assertThat(Performance.in(text, name))
                        .as("the command writes it")
                        .isEqualTo(table));
    }

    @Test
    void aRatioComparesWhatRanInTheSameRound() {
        Result result = result(Map.of("ours", List.of(10.0, 40.0, 30.0), "theirs", List.of(20.0, 40.0, 10.0)));

        assertThat(result.ratio("ours", "theirs")).contains(new Result.Spread(1, 0.5, 3));
        assertThat(result.of("ours")).contains(new Result.Spread(30, 10, 40));
    }

    @Test
    void aRoundInWhichTheOtherTookNoTimeHasNoRatio() {
        Result result = result(Map.of("ours", List.of(10.0, 40.0), "theirs", List.of(0.0, 20.0)));

        assertThat(result.ratio("ours", "theirs")).contains(new Result.Spread(2, 2, 2));
        assertThat(result.ratio("ours", "nobody")).isEmpty();
    }

    @Test
    void aMeasureBeyondItsLimitIsOverAndNamed() {
        Gate most = gate(2.0, null, null);
        Gate least = gate(null, 5.0, null);
        Result result = result(Map.of("ours", List.of(3.0)));

        assertThat(over(List.of(most, least), result)).hasSize(2);
        assertThat(printed()).contains("OVER").contains("≤ 2").contains("≥ 5");
        assertThat(over(List.of(gate(3.0, null, null), gate(null, 3.0, null)), result))
                .isEmpty();
    }

    @Test
    void aLimitThatIsKeptMayStillBeShortOfTheGoal() {
        assertThat(over(List.of(gate(5.0, null, 1.0)), result(Map.of("ours", List.of(3.0)))))
                .isEmpty();
        assertThat(printed()).contains("short of the goal");
    }

    @Test
    void whatNobodyMeasuredIsSaidAndNotOver() {
        assertThat(over(List.of(gate(5.0, null, null)), result(Map.of()))).isEmpty();
        assertThat(printed()).contains("not measured");
    }

    @Test
    void aChangeIsPrintedUnlessItIsSmall() {
        Result before = result(new LinkedHashMap<>(Map.of("cpu", List.of(100.0), "bytes", List.of(100.0))));
        Result after = result(new LinkedHashMap<>(Map.of("cpu", List.of(80.0), "bytes", List.of(101.0))));

        new Budgets(List.of(), Map.of("test", List.of(before, after))).printChanges(out());

        assertThat(printed()).contains("× 0.80  cpu: 80, was 100").doesNotContain("bytes");
    }

    @Test
    void aGateThatIsNotCompleteIsNamed() {
        assertThatThrownBy(() -> gate(null, null, null)).hasMessageContaining("either atMost or atLeast: ours");
        assertThatThrownBy(() -> gate(1.0, 1.0, null)).hasMessageContaining("either atMost or atLeast: ours");
        assertThatThrownBy(() -> new Gate("ours", "test", Gate.Unit.COUNT, "ours", "theirs", 1.0, null, null))
                .hasMessageContaining("only a ratio");
    }

    @Test
    void aKeptResultReadsAsItWas(@TempDir Path folder) throws IOException {
        SequencedMap<String, List<Double>> samples = new LinkedHashMap<>();
        samples.put("b", List.of(1.5, 2.0));
        samples.put("a", List.of());
        Result result = new Result(
                "bench", "abc", "2026-11-20T10:00:00Z", "2 cores", Map.of("spring", "no \"network\""), samples);

        Path file = result.keep(folder);

        assertThat(Result.read(file)).isEqualTo(result);
        assertThat(Result.kept(folder)).containsEntry("bench", List.of(result));
    }

    @Test
    void theHistoryHasALineForEachGate(@TempDir Path folder) throws IOException {
        Result result = result(Map.of("ours", List.of(3.0)));

        Path drawn = History.draw(
                        List.of(gate(2.0, null, null)), Map.of("test", List.of(result)), folder.resolve("history.svg"))
                .orElseThrow();

        assertThat(Files.readString(drawn)).contains("<svg").contains("</svg>");
        assertThat(History.draw(List.of(gate(2.0, null, null)), Map.of(), folder.resolve("none.svg")))
                .isEmpty();
    }

    @Test
    void theSlowestTestsComeFirst(@TempDir Path folder) throws IOException {
        Path reports = Files.createDirectories(folder.resolve("layers/core/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-a.B.xml"), """
                <testsuite><testcase classname="a.B" name="quick" time="0.5"/>\
                <testcase classname="a.B" name="slow" time="1,003.25"/></testsuite>""");

        assertThat(SlowTests.of(folder, 1)).containsExactly(new SlowTests("a.B.slow", 1_003.25));
    }

    private List<String> over(List<Gate> gates, Result result) {
        return new Budgets(gates, Map.of(result.tool(), List.of(result))).print(out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Gate gate(Double atMost, Double atLeast, Double goal) {
        return new Gate("ours", "test", Gate.Unit.COUNT, "ours", null, atMost, atLeast, goal);
    }

    private static Result result(Map<String, List<Double>> samples) {
        return new Result("test", "abc", "2026-11-20T10:00:00Z", "2 cores", Map.of(), new LinkedHashMap<>(samples));
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
