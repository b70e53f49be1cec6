package tidings.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.delivery.Reminders;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// Ten thousand reminders of as many chats that are due in one minute, at virtual time: by the scheduler, the queues
/// and the sender as they are deployed.
class ManyRemindersTest {
    private static final int CHATS = 10_000;
    private static final long MINUTE = 60_000;

    /// The minute in which they are due begins here, at a round of the scheduler.
    private static final long BEGIN = 10 * MINUTE;

    private static final Instant END = VirtualTime.instant(BEGIN + MINUTE);

    /// The template's 25 messages a second, of which deliveries and reminders take four fifths.
    private static final int A_SECOND = 20;

    /// Two environments send ten at a time.
    private static final Duration DISORDER = Duration.ofSeconds(1);

    /// What a call of Telegram takes at most, on a clock that may differ.
    private static final Duration SENDING = Duration.ofSeconds(2);

    private static final Random RANDOM = new Random(1);

    private static List<Sent> sent;
    private static Report report;

    /// @param at when it had been sent
    private record Sent(long chat, Instant due, Instant queued, Instant at) {}

    @BeforeAll
    static void theyAreDue() {
        Map<Long, Instant> due = due();
        Map<Long, Sent> seen = new LinkedHashMap<>();
        AtomicReference<VirtualTime> time = new AtomicReference<>();
        Setup setup = Setup.of(1, stage -> {
            time.set(stage.time());
            stage.time()
                    .at(
                            BEGIN - MINUTE / 2,
                            () -> due.forEach((chat, at) -> stage.readers().remind(chat, "water the plants", at)));
        });
        report = Simulation.run(
                setup.with((id, role) -> id.equals("SenderFunction")
                        ? watched(
                                role,
                                (chat, queued) -> seen.put(
                                        chat,
                                        new Sent(
                                                chat,
                                                due.get(chat),
                                                queued,
                                                time.get().instant())))
                        : role),
                false);
        sent = List.copyOf(seen.values());
    }

    /// All over the minute, in another order than they are asked for.
    private static Map<Long, Instant> due() {
        return IntStream.rangeClosed(1, CHATS)
                .boxed()
                .collect(Collectors.toMap(
                        chat -> (long) chat, _ -> VirtualTime.instant(BEGIN + RANDOM.nextLong(MINUTE))));
    }

    /// @param sent is told of the chat of each reminder that was sent, and when it had been queued
    @SuppressWarnings("unchecked") // it hands on what it gets
    private static Role<?> watched(Role<?> role, BiConsumer<Long, Instant> sent) {
        Role<Object> all = (Role<Object>) role;
        return (Role<Object>) delivery -> {
            Verdict verdict = all.handle(delivery);
            if (delivery.message() instanceof ShowCardV1 card
                    && card.reminding().isPresent()
                    && verdict.equals(Verdict.DONE)) {
                sent.accept(card.chat().value(), delivery.sentAt());
            }
            return verdict;
        };
    }

    @Test
    void allAreQueuedWithinAMinuteAfterIt(TestReporter reporter) {
        Instant last =
                sent.stream().map(Sent::queued).max(Comparator.naturalOrder()).orElseThrow();
        Duration took = Duration.between(END, last);

        assertThat(sent).extracting(Sent::chat).doesNotHaveDuplicates().hasSize(CHATS);
        assertThat(took).isLessThanOrEqualTo(Duration.ofMinutes(1));
        reporter.publishEntry("s until all are queued", Long.toString(took.toSeconds()));
    }

    @Test
    void theyAreSentInTheOrderInWhichTheyAreDue() {
        Instant latest = Instant.EPOCH;
        for (Sent one : sent) {
            assertThat(one.due()).isAfter(latest.minus(DISORDER));
            latest = one.due().isAfter(latest) ? one.due() : latest;
        }
        assertThat(report.broken()).isEmpty();
    }

    /// But for the first of them, which may be due just before the round of the others. How long Telegram takes, and
    /// with it how much of the budget twenty senders use, differs from seed to seed.
    @Test
    void theyAreSentAtTheBudget(TestReporter reporter) {
        List<Instant> times = sent.stream().map(Sent::at).sorted().toList().subList(CHATS / 20, CHATS);
        Duration took = Duration.between(times.getFirst(), times.getLast());
        double aSecond = 1_000.0 * times.size() / took.toMillis();

        assertThat(aSecond).isBetween(0.75 * A_SECOND, 1.01 * A_SECOND);
        reporter.publishEntry("reminders a second", "%.1f".formatted(aSecond));
    }

    @Test
    void thoseThatAreLateSayWhenTheyWereDue() {
        for (Sent one : sent) {
            String html = report.chats().get(one.chat()).firstEntry().getValue().html();
            Duration late = Duration.between(one.due(), one.at());
            if (late.minus(SENDING).compareTo(Reminders.LATE) > 0) {
                assertThat(html).contains("This was due on").contains(clock(one.due()));
            } else if (late.plus(SENDING).compareTo(Reminders.LATE) < 0) {
                assertThat(html).contains("water the plants").doesNotContain("due");
            }
        }
        assertThat(sent)
                .filteredOn(one -> one.at().isAfter(one.due().plus(Reminders.LATE)))
                .hasSizeGreaterThan(CHATS / 2);
    }

    private static String clock(Instant at) {
        return "%tR".formatted(at.atOffset(ZoneOffset.UTC));
    }
}
