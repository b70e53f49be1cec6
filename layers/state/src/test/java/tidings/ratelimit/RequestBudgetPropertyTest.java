package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tidings.ratelimit.RequestBudget.Decision.Denied;
import tidings.ratelimit.RequestBudget.Decision.Permit;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBudgetPropertyTest {
    private static final int REDDITS_WINDOW = 600_000;

    /// Clocks are wrong by up to a second, a request travels for up to a second, an answer takes up to eight seconds
    /// and can be lost in a crash.
    @Property(seed = "1", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void allEnvironmentsTogetherStayWithinTheRateLimit(
            @ForAll @IntRange(min = 1, max = 30) int environments,
            @ForAll @IntRange(min = 120, max = 1_000) int limit,
            @ForAll @IntRange(min = 0, max = REDDITS_WINDOW) int phase,
            @ForAll @IntRange(min = 0, max = 50) int percentLost,
            @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation();
        Map<Long, Integer> used = new HashMap<>();
        List<RequestBudget> budgets = budgets(environments, RedditMode.OAUTH.allowance(), random, simulation);
        for (int request = 0; request < 4_000; request++) {
            simulation.at(random.nextLong(1_500_000), () -> {
                RequestBudget budget = budgets.get(random.nextInt(environments));
                Urgency urgency = random.nextBoolean() ? Urgency.WAITED_FOR : Urgency.SCHEDULED;
                if (budget.take(urgency) instanceof Permit permit) {
                    simulation.at(simulation.now() + random.nextInt(1_000), () -> {
                        long window = (simulation.now() + phase) / REDDITS_WINDOW;
                        int left = limit - used.merge(window, 1, Integer::sum);
                        long ends = (window + 1) * REDDITS_WINDOW - phase;
                        Duration reset = Duration.ofSeconds((ends - simulation.now() + 999) / 1_000);
                        assertThat(left).isNotNegative();
                        if (random.nextInt(100) >= percentLost) {
                            simulation.at(
                                    simulation.now() + random.nextInt(7_000),
                                    () -> budget.limitReported(permit, left, reset));
                        }
                    });
                }
            });
        }
        simulation.run();

        assertThat(used.values()).allMatch(count -> count <= limit);
    }

    /// Whoever waits and is denied comes back for the turn that was promised, a few seconds late, or never.
    @Property(seed = "1", tries = 100, edgeCases = EdgeCasesMode.NONE)
    void feedsAreRequestedAMinuteApartByAllEnvironmentsTogether(
            @ForAll @IntRange(min = 1, max = 30) int environments,
            @ForAll @IntRange(min = 0, max = 50) int percentLost,
            @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation();
        List<Long> sent = new ArrayList<>();
        List<RequestBudget> budgets = budgets(environments, RedditMode.RSS.allowance(), random, simulation);
        for (int request = 0; request < 100; request++) {
            Urgency urgency = random.nextInt(3) == 0 ? Urgency.SCHEDULED : Urgency.WAITED_FOR;
            simulation.at(random.nextLong(3_600_000), () -> {
                RequestBudget budget = budgets.get(random.nextInt(environments));
                request(budget, urgency, random, simulation, sent, percentLost);
            });
        }
        simulation.run();

        assertThat(sent).hasSizeGreaterThan(15);
        assertThat(IntStream.range(1, sent.size()).mapToLong(i -> sent.get(i) - sent.get(i - 1)))
                .allMatch(distance -> distance >= 60_000);
    }

    /// Each chat asks for some feeds while the first turn is still to come, one chat for many.
    @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void noChatHasASecondTurnBeforeAllThatWaitHaveTheirFirst(
            @ForAll @IntRange(min = 2, max = 7) int chats,
            @ForAll @IntRange(min = 6, max = 20) int many,
            @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation();
        RequestBudget budget =
                new RequestBudget(SharedState.inMemory(), RedditMode.RSS.allowance(), simulation.clock(0));
        List<Integer> turns = new ArrayList<>();
        assertThat(budget.take(Urgency.WAITED_FOR)).isInstanceOf(Permit.class);
        for (int chat = 0; chat < chats; chat++) {
            int whose = chat;
            for (int feeds = chat == 0 ? many : 1 + random.nextInt(3); feeds > 0; feeds--) {
                simulation.at(
                        1 + random.nextInt(55_000),
                        () -> turn(budget, Urgency.WAITED_FOR.of("chat" + whose), whose, random, simulation, turns));
            }
        }
        simulation.run();

        assertThat(turns).hasSizeGreaterThanOrEqualTo(chats);
        assertThat(turns.subList(0, chats)).doesNotHaveDuplicates();
    }

    /// Whoever comes, for a turn of their own or of somebody else, too early, too late, or while Reddit wants to
    /// be left alone: a denial that names a time which has come would be asked again at once.
    @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aDenialNamesATimeThatIsStillToCome(
            @ForAll @IntRange(min = 1, max = 5) int chats,
            @ForAll boolean reported,
            @ForAll @IntRange(min = 0, max = 30) int percentThrottled,
            @ForAll @LongRange(min = 1) long seed) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation();
        RedditMode mode = reported ? RedditMode.OAUTH : RedditMode.RSS;
        RequestBudget budget = new RequestBudget(SharedState.inMemory(), mode.allowance(), simulation.clock(0));
        Urgency[] kinds = {Urgency.RESERVED, Urgency.WAITED_FOR, Urgency.SCHEDULED};
        for (int request = 0; request < 300; request++) {
            Urgency urgency = kinds[random.nextInt(kinds.length)].of("chat" + random.nextInt(chats));
            simulation.at(random.nextLong(1_800_000), () -> {
                switch (budget.take(urgency)) {
                    case Permit permit
                    when random.nextInt(100) < percentThrottled ->
                        budget.throttled(permit, Duration.ofSeconds(random.nextInt(90)));
                    case Permit permit ->
                        budget.limitReported(permit, random.nextInt(20), Duration.ofSeconds(random.nextInt(600)));
                    case Denied(Instant until) ->
                        assertThat(until).isAfter(simulation.clock(0).instant());
                }
            });
        }
        simulation.run();
    }

    /// Whoever is denied comes back, and gives up after an hour.
    private static void turn(
            RequestBudget budget,
            Urgency urgency,
            int whose,
            Random random,
            Simulation simulation,
            List<Integer> turns) {
        switch (budget.take(urgency)) {
            case Permit _ -> turns.add(whose);
            case Denied(Instant until) -> {
                long promised = Duration.between(Simulation.START, until).toMillis();
                long back = Math.max(promised, simulation.now()) + 1 + random.nextInt(4_000);
                if (back < 3_600_000) {
                    Urgency reserved = Urgency.RESERVED.of(urgency.whose());
                    simulation.at(back, () -> turn(budget, reserved, whose, random, simulation, turns));
                }
            }
        }
    }

    private static void request(
            RequestBudget budget,
            Urgency urgency,
            Random random,
            Simulation simulation,
            List<Long> sent,
            int percentLost) {
        switch (budget.take(urgency)) {
            case Permit permit -> {
                simulation.at(simulation.now() + random.nextInt(1_000), () -> sent.add(simulation.now()));
                budget.limitReported(permit, 99, Duration.ofSeconds(600));
            }
            case Denied(Instant until)
            when urgency != Urgency.SCHEDULED && random.nextInt(100) >= percentLost ->
                simulation.at(
                        Duration.between(Simulation.START, until).toMillis() + random.nextInt(4_000),
                        () -> request(budget, Urgency.RESERVED, random, simulation, sent, percentLost));
            case Denied _ -> {}
        }
    }

    private static List<RequestBudget> budgets(
            int environments, Allowance allowance, Random random, Simulation simulation) {
        SharedState<SourceState> shared = SharedState.inMemory();
        return IntStream.range(0, environments)
                .mapToObj(_ -> new RequestBudget(shared, allowance, simulation.clock(random.nextInt(-1_000, 1_001))))
                .toList();
    }
}
