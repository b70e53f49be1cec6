package tidings.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.settings.AppliedChange;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;

import static org.assertj.core.api.Assertions.assertThat;

/// A gate that is narrower than the profile `testing` has it, and what is usual at the hour to come.
class AutopilotGateTest {
    private final ApiCalls api = new ApiCalls();

    /// The autopilot narrowed it, so it is its to widen.
    @BeforeEach
    void theGateIsNarrow() {
        api.store.add(new TunableChange(
                Tunable.CATEGORIZER_GATE,
                5,
                "a busy day",
                AppliedChange.AUTHOR,
                api.clock.instant(),
                Optional.empty()));
        api.store.save(api.store.autopilot().allowing(List.of("categorizer-gate")), Optional.empty());
    }

    private String step() {
        return api.send("POST", "/performance/autopilot", "")
                .byAnOperator()
                .json()
                .at("/outcome")
                .asText();
    }

    private void isOpened() {
        assertThat(step()).isEqualTo("noted");
        api.clock.advance(Duration.ofMinutes(30));
        assertThat(step()).isEqualTo("applied");
    }

    @Test
    void aNarrowGateIsOpenedBeforeTheHourInWhichMuchIsExpected() {
        api.usually(12);
        assertThat(step()).isEqualTo("nothing_to_do");

        api.usually(30);
        isOpened();
        assertThat(api.store.latest()).singleElement().satisfies(change -> {
            assertThat(change.value()).isEqualTo(10);
            assertThat(change.reason()).startsWith("expected: the hour to come usually has 3.0 times");
        });
        assertThat(api.told)
                .last(InstanceOfAssertFactories.type(ShowCardV1.class))
                .satisfies(card ->
                        assertThat(card.html()).contains("was changed from 5 to 10", "expected: the hour to come"));
    }

    /// There was no backlog that could get shorter.
    @ParameterizedTest
    @CsvSource({"0, kept", "100, kept", "101, taken_back"})
    void aGateThatWasOpenedInTimeStaysOpenUnlessPartsWaitAllTheSame(int parts, String outcome) {
        api.usually(30);
        isOpened();
        api.queues = Map.of("posts", new Queues.Depth(parts, 0, 0, 0));
        api.clock.advance(Duration.ofMinutes(30));

        assertThat(step()).isEqualTo(outcome);
    }
}
