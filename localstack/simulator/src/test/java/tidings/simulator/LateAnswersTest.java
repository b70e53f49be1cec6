package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.simulator.Account.Kind;
import tidings.simulator.FaultPlan.Outage;

import static org.assertj.core.api.Assertions.assertThat;

/// Presses while Telegram cannot be reached for longer than it takes answers to them.
class LateAnswersTest {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final String WORDS = "Alles klar, ab jetzt auf Deutsch.";

    @ParameterizedTest
    @CsvSource({"40, false", "40, true", "240, false", "1200, true"})
    void theirWordsComeAsAMessageOnceTelegramIsBack(long seconds, boolean hangs) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        FaultPlan plan = new FaultPlan(
                List.of(new Outage(Service.TELEGRAM, 2 * MINUTE, 2 * MINUTE + seconds * SECOND, hangs)),
                List.of(),
                0,
                0,
                0,
                0,
                0);

        Simulation.Report report = Simulation.run(
                Setup.of(1, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        stage.time().at(MINUTE, () -> stage.people().text(7, "/language", Kind.CARD));
                        stage.time().at(2 * MINUTE + SECOND, () -> {
                            before.addAll(stage.people().shown(7));
                            assertThat(stage.people().press(7, "set|1|language|de"))
                                    .isTrue();
                        });
                        stage.time()
                                .at(
                                        stage.day() - MINUTE,
                                        () -> after.addAll(stage.people().shown(7)));
                    }

                    @Override
                    public FaultPlan faults() {
                        return plan;
                    }
                }),
                false);

        assertThat(report.broken()).isEmpty();
        assertThat(before).hasSize(1);
        assertThat(after).hasSize(2).filteredOn(WORDS::equals).hasSize(1);
    }
}
