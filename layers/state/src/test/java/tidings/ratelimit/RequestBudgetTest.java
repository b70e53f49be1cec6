package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tidings.domain.SourceProblem;
import tidings.ratelimit.RequestBudget.Decision;
import tidings.ratelimit.RequestBudget.Decision.Denied;
import tidings.ratelimit.RequestBudget.Decision.Permit;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBudgetTest {
    private final Simulation simulation = new Simulation();
    private final SharedState<SourceState> shared = SharedState.inMemory();

    @Test
    void aRequestCostsOneCallWhileTheReportsChangeNothing() {
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
        RequestBudget budget = new RequestBudget(counted, RedditMode.OAUTH.allowance(), simulation.clock(0));
        for (int request = 1; request <= 20; request++) {
            budget.limitReported((Permit) budget.take(Urgency.WAITED_FOR), 1_000 - request, Duration.ofSeconds(300));
            budget.succeeded();
        }

        // Twenty requests, the first success and the size of the window.
        assertThat(calls).hasSize(22);
    }

    @Test
    void nobodyWaitsForTheWindowOfAProcessWhoseClockWasWrong() {
        RequestBudget right = budget(RedditMode.OAUTH.allowance());
        RequestBudget wrong = new RequestBudget(
                shared,
                RedditMode.OAUTH.allowance(),
                () -> simulation.clock(0).instant().plusSeconds(3_600));
        Permit permit = (Permit) wrong.take(Urgency.WAITED_FOR);
        wrong.limitReported(permit, 0, Duration.ofSeconds(300));
        wrong.failed(SourceProblem.UNAVAILABLE);

        assertThat(right.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class);
        right.succeeded();
        assertThat(right.outlook().health()).isEqualTo(SourceHealth.ALIVE);
        assertThat(right.outlook().spare()).isPositive();
    }

    @Test
    void aSourceThatWantsToBeLeftAloneForHoursIsAskedAgainInAQuarterOfAnHour() {
        RequestBudget budget = budget(RedditMode.OAUTH.allowance());
        budget.throttled((Permit) budget.take(Urgency.WAITED_FOR), Duration.ofHours(3));

        assertThat(budget.take(Urgency.WAITED_FOR))
                .isEqualTo(new Denied(Simulation.START.plus(Duration.ofMinutes(15))));
    }

    @Test
    void aFifthOfAWindowIsReservedForPeopleWhoWait() {
        RequestBudget budget = measured(999);

        assertThat(takenBy(budget, Urgency.SCHEDULED)).isEqualTo(800);
        assertThat(budget.outlook().spare()).isZero();
        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(199);
        assertThat(budget.take(Urgency.WAITED_FOR))
                .isEqualTo(new Denied(Simulation.START.plusSeconds(600).plus(Allowance.MARGIN)));
    }

    @Test
    void scheduledRequestsAreSpreadOverTheWindow() {
        assertThat(measured(999).outlook().spare()).isEqualTo(80);
    }

    @Test
    void aNewWindowAllowsFewRequestsUntilTheSourceReportsItsSize() {
        RequestBudget budget = budget(RedditMode.OAUTH.allowance());

        assertThat(takenBy(budget, Urgency.SCHEDULED)).isEqualTo(5);
        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(5);
    }

    @Test
    void requestsOfOtherUsersOfTheClientAreDeducted() {
        RequestBudget budget = measured(999);
        Permit permit = (Permit) budget.take(Urgency.WAITED_FOR);

        budget.limitReported(permit, 3, Duration.ofSeconds(590));

        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(3);
    }

    @Test
    void lateAnswersFromAnEarlierWindowAreIgnored() {
        RequestBudget budget = measured(999);
        Permit late = (Permit) budget.take(Urgency.WAITED_FOR);
        simulation.at(700_000, () -> assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class));
        simulation.run();

        budget.limitReported(late, 0, Duration.ofSeconds(1));
        budget.throttled(late, Duration.ofSeconds(100));

        assertThat(takenBy(budget, Urgency.WAITED_FOR)).isEqualTo(9);
    }

    @Test
    void aThrottledRequestClosesTheWindowForAsLongAsTheSourceSays() {
        RequestBudget budget = measured(999);

        budget.throttled((Permit) budget.take(Urgency.WAITED_FOR), Duration.ofSeconds(30));

        assertThat(budget.take(Urgency.WAITED_FOR)).isEqualTo(new Denied(Simulation.START.plusSeconds(30)));
        simulation.at(30_000, () -> assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class));
        simulation.run();
    }

    @Test
    void halfOfTheFeedsAreLeftToPeopleWhoWait() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        simulation.at(65_000, () -> {
            assertThat(budget.outlook().spare()).isZero();
            assertThat(budget.take(Urgency.SCHEDULED)).isEqualTo(new Denied(Simulation.START.plusSeconds(130)));
            assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class);
        });
        simulation.at(195_000, () -> {
            assertThat(budget.outlook().spare()).isEqualTo(1);
            assertThat(budget.take(Urgency.SCHEDULED)).isInstanceOf(Permit.class);
        });
        simulation.run();
    }

    @Test
    void whoWaitsIsPromisedATurnWhereTheSourceGivesOneFeedAtATime() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);

        assertThat(budget.take(Urgency.WAITED_FOR)).isEqualTo(new Denied(after(65)));
        assertThat(budget.take(Urgency.WAITED_FOR)).isEqualTo(new Denied(after(135)));
        assertThat(budget.take(Urgency.SCHEDULED)).as("behind them").isEqualTo(new Denied(after(270)));
        simulation.at(66_000, () -> {
            assertThat(budget.take(Urgency.WAITED_FOR)).as("not their turn").isEqualTo(new Denied(after(205)));
            assertThat(budget.take(Urgency.RESERVED)).isInstanceOf(Permit.class);
        });
        simulation.at(136_000, () -> assertThat(budget.take(Urgency.RESERVED)).isInstanceOf(Permit.class));
        simulation.at(206_000, () -> assertThat(budget.take(Urgency.RESERVED)).isInstanceOf(Permit.class));
        simulation.run();
    }

    @Test
    void aChatThatHasTurnsAlreadyDelaysAnotherByOneOfThemAndLosesNone() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        Urgency much = Urgency.WAITED_FOR.of("much");
        Urgency little = Urgency.WAITED_FOR.of("little");
        assertThat(budget.take(much)).isEqualTo(new Denied(after(65)));
        assertThat(budget.take(much)).isEqualTo(new Denied(after(135)));
        assertThat(budget.take(much)).isEqualTo(new Denied(after(205)));

        assertThat(budget.take(little)).as("before the second of the other").isEqualTo(new Denied(after(135)));
        assertThat(budget.take(little)).as("behind the second of the other").isEqualTo(new Denied(after(275)));

        Urgency muchTurn = Urgency.RESERVED.of("much");
        Urgency littleTurn = Urgency.RESERVED.of("little");
        simulation.at(66_000, () -> {
            assertThat(budget.take(littleTurn)).as("not its turn").isEqualTo(new Denied(after(135)));
            assertThat(budget.take(muchTurn)).isInstanceOf(Permit.class);
        });
        simulation.at(136_000, () -> {
            assertThat(budget.take(muchTurn)).as("has moved on").isEqualTo(new Denied(after(205)));
            assertThat(budget.take(littleTurn)).isInstanceOf(Permit.class);
        });
        simulation.at(206_000, () -> {
            assertThat(budget.take(muchTurn)).isInstanceOf(Permit.class);
            assertThat(budget.take(muchTurn)).as("the third, too").isEqualTo(new Denied(after(345)));
        });
        simulation.at(276_000, () -> assertThat(budget.take(littleTurn)).isInstanceOf(Permit.class));
        simulation.at(346_000, () -> assertThat(budget.take(muchTurn)).isInstanceOf(Permit.class));
        simulation.run();
    }

    @Test
    void whoComesWhileATurnOfSomebodyElseIsDueComesBackOnceThatIsOver() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        assertThat(budget.take(Urgency.WAITED_FOR.of("first"))).isEqualTo(new Denied(after(65)));

        Urgency other = Urgency.RESERVED.of("other");
        simulation.at(70_000, () -> assertThat(budget.take(other)).isEqualTo(new Denied(after(95))));
        simulation.at(95_000, () -> assertThat(budget.take(other)).isInstanceOf(Permit.class));
        simulation.run();
    }

    /// No more turns are promised than people wait for, but nobody takes them all.
    @Test
    void whoAsksForTheFirstTimeHasATurnThoughAnotherHasAll() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        Urgency much = Urgency.WAITED_FOR.of("much");
        Instant last = null;
        for (int i = 0; i < 12; i++) {
            last = ((Denied) budget.take(much)).until();
        }
        assertThat(budget.take(much)).as("none is left").isEqualTo(new Denied(last));

        assertThat(budget.take(Urgency.WAITED_FOR.of("little"))).isEqualTo(new Denied(after(135)));
        assertThat(budget.take(much)).as("nor is one more").isEqualTo(new Denied(last));
    }

    @Test
    void aTurnThatNobodyTakesIsFreeSoon() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        budget.take(Urgency.WAITED_FOR);

        simulation.at(94_000, () -> assertThat(budget.outlook().spare()).isZero());
        simulation.at(95_000, () -> assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class));
        simulation.run();
    }

    @Test
    void noTurnIsPromisedFartherAheadThanPeopleWait() {
        RequestBudget budget = budget(RedditMode.RSS.allowance());
        budget.take(Urgency.WAITED_FOR);
        for (int i = 0; i < 8; i++) {
            budget.take(Urgency.WAITED_FOR);
        }

        assertThat(budget.take(Urgency.WAITED_FOR)).isEqualTo(budget.take(Urgency.WAITED_FOR));
    }

    private static Instant after(int seconds) {
        return Simulation.START.plusSeconds(seconds);
    }

    @Test
    void reportsTheHealthOfTheSource() {
        RequestBudget budget = measured(999);
        budget.succeeded();
        simulation.at(1_000, () -> {
            budget.failed(SourceProblem.UNAVAILABLE);
            assertThat(health(budget)).isEqualTo(SourceHealth.ALIVE);
        });
        simulation.at(301_000, () -> assertThat(health(budget)).isEqualTo(SourceHealth.DEAD));
        simulation.at(302_000, () -> {
            budget.succeeded();
            assertThat(health(budget)).isEqualTo(SourceHealth.ALIVE);
        });
        simulation.at(303_000, () -> {
            budget.failed(SourceProblem.BLOCKED);
            assertThat(health(budget)).isEqualTo(SourceHealth.BLOCKED);
        });
        simulation.at(304_000, () -> {
            budget.throttled((Permit) budget.take(Urgency.WAITED_FOR), Duration.ofSeconds(20));
            budget.failed(SourceProblem.THROTTLED);
            assertThat(health(budget)).isEqualTo(SourceHealth.THROTTLED);
        });
        simulation.at(324_000, () -> assertThat(health(budget)).isEqualTo(SourceHealth.ALIVE));
        simulation.run();
    }

    private SourceHealth health(RequestBudget budget) {
        return budget.outlook().health();
    }

    private RequestBudget budget(Allowance allowance) {
        return new RequestBudget(shared, allowance, simulation.clock(0));
    }

    private RequestBudget measured(int left) {
        RequestBudget budget = budget(RedditMode.OAUTH.allowance());
        budget.limitReported((Permit) budget.take(Urgency.WAITED_FOR), left, Duration.ofSeconds(600));
        return budget;
    }

    private static int takenBy(RequestBudget budget, Urgency urgency) {
        int taken = 0;
        Decision next = budget.take(urgency);
        while (next instanceof Permit) {
            taken++;
            next = budget.take(urgency);
        }
        return taken;
    }
}
