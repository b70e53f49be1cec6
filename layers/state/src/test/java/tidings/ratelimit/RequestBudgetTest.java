package tidings.ratelimit;

import tidings.domain.SourceProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.RequestBudget.Taken;
import tidings.ratelimit.RequestBudget.Taken.Closed;
import tidings.ratelimit.RequestBudget.Taken.Permit;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBudgetTest {
    private final Simulation simulation = new Simulation();
    private final SharedState<SourceState> shared = SharedState.inMemory();

    @Test
    void oneCallIsEnoughWhileNothingIsNews() {
        List<String> calls = new ArrayList<>();
        SharedState<SourceState> counted = new SharedState<>() {
            @Override
            public Optional<SourceState> get() {
                calls.add("get");
                return shared.get();
            }

            @Override
            public <R> R change(Function<Optional<SourceState>, Change<SourceState, R>> f) {
                calls.add("change");
                return shared.change(f);
            }
        };
        RequestBudget budget = new RequestBudget(counted, Allowance.CLIENT, simulation.clock(0));
        for (int request = 1; request <= 20; request++) {
            budget.heard((Permit) budget.take(Urgency.WAITED_FOR), 1_000 - request, Duration.ofSeconds(300));
            budget.answered();
        }

        // Twenty requests, the first answer and what the window holds.
        assertThat(calls).hasSize(22);
    }

    @Test
    void aFifthOfAWindowIsKeptForWhoWaits() {
        RequestBudget budget = measured(999);

        assertThat(takenBy(budget, Urgency.SCHEDULED)).isEqualTo(800);
        assertThat(budget.outlook().spare()).isZero();
        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(199);
        assertThat(budget.take(Urgency.WAITED_FOR))
                .isEqualTo(new Closed(Simulation.START.plusSeconds(600).plus(Allowance.MARGIN)));
    }

    @Test
    void scheduledRequestsAreSpreadOverTheWindow() {
        assertThat(measured(999).outlook().spare()).isEqualTo(80);
    }

    @Test
    void aWindowLetsFewThroughUntilRedditSaysWhatItHolds() {
        RequestBudget budget = budget(Allowance.CLIENT);

        assertThat(takenBy(budget, Urgency.SCHEDULED)).isEqualTo(5);
        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(5);
    }

    @Test
    void whatOthersUseOfTheSameClientIsTakenOff() {
        RequestBudget budget = measured(999);
        Permit permit = (Permit) budget.take(Urgency.WAITED_FOR);

        budget.heard(permit, 3, Duration.ofSeconds(590));

        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(3);
    }

    @Test
    void whatComesLateFromAnEarlierWindowIsNoNews() {
        RequestBudget budget = measured(999);
        Permit late = (Permit) budget.take(Urgency.WAITED_FOR);
        simulation.at(700_000, () -> assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class));
        simulation.run();

        budget.heard(late, 0, Duration.ofSeconds(1));
        budget.closed(late, Duration.ofSeconds(100));

        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(9);
    }

    @Test
    void aRefusalClosesTheWindowForAsLongAsRedditSays() {
        RequestBudget budget = measured(999);

        budget.closed((Permit) budget.take(Urgency.WAITED_FOR), Duration.ofSeconds(30));

        assertThat(budget.take(Urgency.WAITED_FOR)).isEqualTo(new Closed(Simulation.START.plusSeconds(30)));
        simulation.at(30_000, () -> assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class));
        simulation.run();
    }

    @Test
    void halfOfTheFeedsAreLeftToWhoWaits() {
        RequestBudget budget = budget(Allowance.ADDRESS);
        budget.take(Urgency.WAITED_FOR);
        simulation.at(65_000, () -> {
            assertThat(budget.outlook().spare()).isZero();
            assertThat(budget.take(Urgency.SCHEDULED)).isEqualTo(new Closed(Simulation.START.plusSeconds(130)));
            assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class);
        });
        simulation.at(195_000, () -> {
            assertThat(budget.outlook().spare()).isEqualTo(1);
            assertThat(budget.take(Urgency.SCHEDULED)).isInstanceOf(Permit.class);
        });
        simulation.run();
    }

    @Test
    void tellsHowTheSourceIs() {
        RequestBudget budget = measured(999);
        budget.answered();
        simulation.at(1_000, () -> {
            budget.troubled(SourceProblem.UNAVAILABLE);
            assertThat(standing(budget)).isEqualTo(SourceHealth.ALIVE);
        });
        simulation.at(301_000, () -> assertThat(standing(budget)).isEqualTo(SourceHealth.DEAD));
        simulation.at(302_000, () -> {
            budget.answered();
            assertThat(standing(budget)).isEqualTo(SourceHealth.ALIVE);
        });
        simulation.at(303_000, () -> {
            budget.troubled(SourceProblem.BLOCKED);
            assertThat(standing(budget)).isEqualTo(SourceHealth.BLOCKED);
        });
        simulation.at(304_000, () -> {
            budget.closed((Permit) budget.take(Urgency.WAITED_FOR), Duration.ofSeconds(20));
            budget.troubled(SourceProblem.THROTTLED);
            assertThat(standing(budget)).isEqualTo(SourceHealth.THROTTLED);
        });
        simulation.at(324_000, () -> assertThat(standing(budget)).isEqualTo(SourceHealth.ALIVE));
        simulation.run();
    }

    private SourceHealth standing(RequestBudget budget) {
        return budget.outlook().standing();
    }

    private RequestBudget budget(Allowance allowance) {
        return new RequestBudget(shared, allowance, simulation.clock(0));
    }

    private RequestBudget measured(int left) {
        RequestBudget budget = budget(Allowance.CLIENT);
        budget.heard((Permit) budget.take(Urgency.WAITED_FOR), left, Duration.ofSeconds(600));
        return budget;
    }

    private static int takenBy(RequestBudget budget, Urgency urgency) {
        int taken = 0;
        Taken next = budget.take(urgency);
        while (next instanceof Permit) {
            taken++;
            next = budget.take(urgency);
        }
        return taken;
    }
}
