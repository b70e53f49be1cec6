package tidings.simulator;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// Runs of the whole pipeline, each with faults of its own. `-Dseeds=10000` runs more of them, `-Dfirst=7` begins
/// with another, and `-Dweeks=1` adds weeks of a hundred chats. Runs share nothing, so there is one for each core
/// at a time. The timeline of a run that breaks a promise is printed, and the same seed gives it again.
class SimulatorTest {
    /// What the pipeline is known to break. A kind of breach that is not among these fails the test.
    private static final Set<Breach> KNOWN = EnumSet.noneOf(Breach.class);

    private static final long FIRST = Long.getLong("first", 0);
    private static final long SEEDS = Long.getLong("seeds", 200);
    private static final long WEEKS = Long.getLong("weeks", 0);

    /// Enough runs for each fault to meet what it would do harm to; unchanged, they break nothing.
    private static final long MUTATED = 8;

    /// A fault in the code or in the template that has to be found.
    enum Mutation {
        GIVES_UP_TOO_SOON(Breach.DEAD_LETTER) {
            @Override
            Setup in(Setup setup) {
                return setup.with(Declared.withMaxReceiveCount(setup.model(), "UpdatesQueue", 2));
            }
        },
        FORGETS_TO_REPLY(Breach.UNANSWERED) {
            @Override
            Setup in(Setup setup) {
                return setup.with(role(
                        "BotFunction",
                        role -> delivery -> delivery.id().endsWith("3") ? Verdict.DONE : role.handle(delivery)));
            }
        },
        FORGETS_TO_FINISH(Breach.UNFINISHED) {
            @Override
            Setup in(Setup setup) {
                return setup.with(role("CategorizerFunction", _ -> _ -> Verdict.DONE)); // nor does it end a wait
            }
        },
        FORGETS_TO_DELIVER(Breach.DELIVERY_LOST) {
            @Override
            Setup in(Setup setup) {
                return setup.with(role(
                        "SenderFunction",
                        role -> delivery -> delivery.message() instanceof ShowCardV1 card
                                        && card.card().isDelivered()
                                ? Verdict.DONE
                                : role.handle(delivery)));
            }
        },
        DAWDLES(Breach.LATE) {
            @Override
            Setup in(Setup setup) {
                return setup.with(role(
                        "BotFunction",
                        role -> delivery -> delivery.attempt() == 1
                                ? new Verdict.Retry(Duration.ofMinutes(2))
                                : role.handle(delivery)));
            }
        };

        private final Breach found;

        Mutation(Breach found) {
            this.found = found;
        }

        abstract Setup in(Setup setup);

        private static BiFunction<String, Role<?>, Role<?>> role(
                String function, Function<Role<Object>, Role<Object>> change) {
            return (id, role) -> id.equals(function) ? change.apply(any(role)) : role;
        }

        @SuppressWarnings("unchecked") // it hands on what it gets
        private static Role<Object> any(Role<?> role) {
            return (Role<Object>) role;
        }
    }

    @Test
    void whateverFailsPeopleGetTheirAnswers(TestReporter reporter) {
        long before = cpu();
        Map<Breach, Set<Long>> known = new ConcurrentSkipListMap<>();
        int asked = run(LongStream.range(FIRST, FIRST + SEEDS), Setup::shortDay, known);
        asked += run(LongStream.range(FIRST, FIRST + WEEKS), Setup::week, known);

        assertThat(asked).isPositive();
        reporter.publishEntry(Map.of(
                "updates", Integer.toString(asked),
                "known breaches, with the seeds that meet them", known.toString(),
                "CPU seconds", Long.toString((cpu() - before) / 1_000_000_000)));
    }

    private static int run(LongStream seeds, LongFunction<Setup> setup, Map<Breach, Set<Long>> known) {
        return seeds.parallel()
                .mapToInt(seed -> {
                    Report report = Simulation.run(setup.apply(seed), false);
                    report.broken()
                            .forEach(
                                    broken -> known.computeIfAbsent(broken.breach(), _ -> new ConcurrentSkipListSet<>())
                                            .add(seed));
                    List<Broken> found = report.broken().stream()
                            .filter(broken -> !KNOWN.contains(broken.breach()))
                            .toList();
                    if (!found.isEmpty()) {
                        String timeline = String.join(
                                "\n", Simulation.run(setup.apply(seed), true).lines());
                        fail("seed " + seed + "\n" + timeline + "\n"
                                + found.stream().map(Broken::toString).collect(Collectors.joining("\n")));
                    }
                    return report.updates().size();
                })
                .sum();
    }

    @Test
    void aSeedGivesTheSameRunEachTimeAlsoBesideAnother() {
        List<String> first = Simulation.run(Setup.shortDay(1), true).lines();

        assertThat(first).hasSizeGreaterThan(100);
        assertThat(LongStream.of(1, 2)
                        .parallel()
                        .mapToObj(seed ->
                                Simulation.run(Setup.shortDay(seed), true).lines())
                        .toList())
                .first()
                .isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultInTheCodeOrTheTemplateIsFound(Mutation mutation) {
        assertThat(broken(mutation::in)).contains(mutation.found);
        assertThat(KNOWN).doesNotContain(mutation.found);
    }

    private static Set<Breach> broken(UnaryOperator<Setup> change) {
        return LongStream.range(0, MUTATED)
                .parallel()
                .mapToObj(seed -> Simulation.run(change.apply(Setup.shortDay(seed)), false))
                .flatMap(report -> report.broken().stream())
                .map(Broken::breach)
                .collect(Collectors.toSet());
    }

    /// Of the whole process.
    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
