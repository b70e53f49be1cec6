package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidings.settings.Week;
import tidings.state.InsightsTable;

import static org.assertj.core.api.Assertions.assertThat;

/// With the SDK's clients, against the bytes of the services' protocols.
class WeekReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final InsightsAws aws = new InsightsAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Week weekAt(Instant now) {
        InsightsTable table = aws.refreshed(Optional.of("tidings-cache"), now);
        new WeekReader(aws.config(Optional.of("tidings-cache")), aws.metrics(), table, () -> now)
                .refresh(table.latest().orElseThrow());
        return table.week().orElseGet(() -> new Week(Instant.EPOCH, Map.of(), Map.of(), false));
    }

    /// NOW is a Friday.
    @Test
    void aWeekIsReadOnceInTheFirstHourWithUpdatesSinceMondayMorning() {
        Instant monday = Instant.parse("2026-11-23T06:00:00Z");
        assertThat(weekAt(NOW.minusSeconds(900)).until()).as("nobody uses it").isEqualTo(Instant.EPOCH);

        aws.values.put("updatesQueued", List.of(50.0, 30.0));
        assertThat(weekAt(NOW).until()).isEqualTo(NOW);
        assertThat(weekAt(NOW.plusSeconds(300)).until()).isEqualTo(NOW);
        assertThat(weekAt(monday.minusSeconds(1)).until()).isEqualTo(NOW);
        assertThat(weekAt(monday.plusSeconds(90)).until()).isEqualTo(monday.plusSeconds(90));
        assertThat(weekAt(monday.plus(Duration.ofDays(6))).until()).isEqualTo(monday.plusSeconds(90));
    }

    @Test
    void aWeekHasItsUsualAndItsWorstDay() {
        aws.values.put("updatesQueued", List.of(60.0, 40.0));
        aws.values.put("answerMillisP95", List.of(900.0, 700.0, 2_400.0));

        assertThat(weekAt(NOW).numbers())
                .containsEntry("received", 100.0)
                .containsEntry("answerMillisP95", 900.0)
                .containsEntry("worstAnswerMillisP95", 2_400.0);
    }
}
