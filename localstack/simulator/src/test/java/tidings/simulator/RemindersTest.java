package tidings.simulator;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.simulator.Account.Kind;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// Reminders come once through outages, crashes and duplicates, as whoever snoozes and cancels them wants it.
class RemindersTest {
    private static final long MINUTE = 60_000;
    private static final int CHATS = 8;
    private static final long SEEDS = 12;

    private static final Set<Breach> OURS =
            EnumSet.of(Breach.REMINDER_LOST, Breach.REMINDER_REPEATED, Breach.INVALID, Breach.DEAD_LETTER, Breach.LOST);

    /// People who set reminders all day, and press what they get.
    private record Forgetful(long seed) implements Script {
        @Override
        public void plan(Stage stage) {
            Random random = new Random(seed);
            for (long chat = 1; chat <= CHATS; chat++) {
                long who = chat;
                for (int i = 0; i < 3; i++) {
                    String text = "/remind in " + (1 + random.nextInt(12)) + " minutes tea";
                    stage.time()
                            .at(
                                    1 + random.nextLong(30 * MINUTE),
                                    () -> stage.people().text(who, text, Kind.ANY));
                    String button =
                            List.of("snooze", "reminded", "unremind", "retime").get(random.nextInt(4));
                    stage.time()
                            .at(
                                    5 * MINUTE + random.nextLong(35 * MINUTE),
                                    () -> stage.people().press(who, button));
                }
            }
        }

        @Override
        public FaultPlan faults() {
            return FaultPlan.of(seed, new Random(seed), 45 * MINUTE);
        }
    }

    @Test
    void whateverFailsTheyComeOnce() {
        long cards = LongStream.range(0, SEEDS)
                .mapToObj(seed -> Simulation.run(Setup.of(seed, new Forgetful(seed)), false))
                .peek(report ->
                        assertThat(ours(report)).as("seed %d", report.seed()).isEmpty())
                .flatMap(report -> report.chats().values().stream())
                .flatMap(chat -> chat.values().stream())
                .filter(shown -> shown.html().contains("tea"))
                .count();

        assertThat(cards).as("reminders and their answers").isGreaterThan(SEEDS * CHATS);
    }

    @Test
    void oneThatIsLostIsFound() {
        Setup forgets =
                Setup.of(0, new Forgetful(0)).with((id, role) -> id.equals("SenderFunction") ? forgetting(role) : role);

        assertThat(ours(Simulation.run(forgets, false)))
                .extracting(Broken::breach)
                .contains(Breach.REMINDER_LOST);
    }

    @SuppressWarnings("unchecked") // it hands on what it gets
    private static Role<?> forgetting(Role<?> role) {
        Role<Object> all = (Role<Object>) role;
        return (Role<Object>) delivery -> delivery.message() instanceof ShowCardV1 card
                        && card.reminding().isPresent()
                ? Verdict.DONE
                : all.handle(delivery);
    }

    private static List<Broken> ours(Report report) {
        return report.broken().stream()
                .filter(broken -> OURS.contains(broken.breach()))
                .toList();
    }
}
