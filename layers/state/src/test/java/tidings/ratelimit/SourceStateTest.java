package tidings.ratelimit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.domain.SourceProblem;

import static org.assertj.core.api.Assertions.assertThat;

/// The stored form: items that an earlier version wrote stay readable.
class SourceStateTest {
    private static final SourceState STATE = new SourceState(
            3,
            true,
            40,
            20,
            Instant.parse("2026-11-20T12:05:00Z"),
            Instant.parse("2026-11-20T12:05:06Z"),
            Optional.of(Instant.parse("2026-11-20T11:59:00Z")),
            Optional.of(Instant.parse("2026-11-20T11:59:30.250Z")),
            Optional.of(SourceProblem.UNAVAILABLE),
            Optional.empty(),
            List.of(),
            Map.of());

    @ParameterizedTest
    @CsvSource({"silent,UNAVAILABLE", "blocked,BLOCKED", "throttled,THROTTLED"})
    void readsAStateWithTheProblemNamesOfTheEarlierVersion(String stored, SourceProblem problem) {
        SourceState read = Json.read(json(stored), SourceState.class);

        assertThat(read)
                .isEqualTo(new SourceState(
                        STATE.window(),
                        STATE.measured(),
                        STATE.left(),
                        STATE.reserve(),
                        STATE.closes(),
                        STATE.opens(),
                        STATE.lastSuccess(),
                        STATE.lastFailure(),
                        Optional.of(problem),
                        Optional.empty(),
                        List.of(),
                        Map.of()));
    }

    @Test
    void keepsTheRefusalsUntilASuccess() {
        Instant now = STATE.closes();
        SourceState refused = STATE.refusedAt(now, new Community("java"));

        assertThat(Json.read(Json.write(refused), SourceState.class)).isEqualTo(refused);
        assertThat(refused.refusals()).containsExactly(Map.entry("java", now));
        assertThat(refused.succeededAt(now).refusals()).isEmpty();
    }

    @Test
    void readsAStateWithoutSuccessAndFailure() {
        SourceState read = Json.read("""
            {"window":0,"measured":false,"left":0,"reserve":0,"closes":"1970-01-01T00:00:00Z",
             "opens":"1970-01-01T00:00:00Z","answered":null,"troubled":null,"trouble":null}\
            """, SourceState.class);

        assertThat(read).isEqualTo(SourceState.UNKNOWN);
    }

    @Test
    void keepsTheStoredNames() {
        assertThat(Json.write(STATE)).isEqualTo(json("unavailable"));
    }

    private static String json(String problem) {
        return ("""
                {"window":3,"measured":true,"left":40,"reserve":20,"closes":"2026-11-20T12:05:00Z",
                "opens":"2026-11-20T12:05:06Z","answered":"2026-11-20T11:59:00Z",
                "troubled":"2026-11-20T11:59:30.250Z","trouble":"%s","reserved":null}""").replace("\n", "").formatted(problem);
    }
}
