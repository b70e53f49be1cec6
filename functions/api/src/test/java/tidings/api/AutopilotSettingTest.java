package tidings.api;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.settings.Autopilot;

import static org.assertj.core.api.Assertions.assertThat;

/// What the autopilot can be allowed, and by whom.
class AutopilotSettingTest {
    private final ApiCalls api = new ApiCalls();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kinds\": [\"api-memory\"]}",
                "{\"kinds\": [\"everything\"]}",
                "{\"kinds\": [null]}",
                "{\"kinds\": null}",
                "{}"
            })
    void whatNeedsADeploymentCannotBeAllowed(String body) {
        ApiCalls.Answer answer = api.put("/config/autopilot", body).byAnOperator();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("sends-per-second", "needs a deployment");
        assertThat(api.store.autopilot()).isEqualTo(Autopilot.OFF);
    }

    static Stream<Arguments> kinds() {
        return LiveRules.KINDS.stream().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindThatCanBeAllowedIsARuleThatChangesATunable(String kind) {
        assertThat(SuggestionsTest.faults().map(fault -> (String) fault.get()[0]))
                .contains(kind);
    }

    @Test
    void onlyOperatorsMoveIt() {
        for (ApiCalls.Call call : List.of(
                api.send("POST", "/performance/autopilot", ""),
                api.put("/config/autopilot", "{\"kinds\": []}"),
                api.get("/config/autopilot"))) {
            assertThat(call.byAnybody().status()).isEqualTo(403);
        }
    }
}
