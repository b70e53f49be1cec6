package tidings.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.ReminderStore;
import tidings.store.ReminderStore.Reminder;
import tidings.store.ReminderStore.Subject;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Reminders that are due come once and in their order, whatever happens meanwhile.
class RemindersTest {
    private static final Place ADA = Place.of(new ChatId(7));
    private static final int MANY = 10_000;
    private static final int FEW = 9;

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final ReminderStore store = stores.reminders();
    private final List<ShowCardV1> queued = new ArrayList<>();
    private final Reminders reminders = new Reminders(store, this::take, clock);

    /// A FIFO queue takes each message once.
    private void take(List<? extends OutboxMessage> messages) {
        messages.stream()
                .map(ShowCardV1.class::cast)
                .filter(card -> queued.stream().noneMatch(other -> other.id().equals(card.id())))
                .forEach(queued::add);
    }

    enum Moment {
        BEFORE,
        AFTER
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private long causes;
    private final Map<String, Integer> calls = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void aCrashAtAnyCallLosesAndRepeatsNothing(Moment moment) {
        int crashes = 0;
        for (int call = 0; call < 3; call++) {
            queued.clear();
            IntStream.range(0, FEW).forEach(i -> add(Place.of(new ChatId(i + 1)), "number " + i, clock.instant(), ""));
            left.set(call);
            try {
                guarded(moment).run(MANY);
            } catch (Crash _) {
                crashes++;
            }
            left.set(Integer.MAX_VALUE);
            guarded(moment).run(MANY);

            assertThat(queued).as("a crash %s call %d", moment, call).hasSize(FEW);
            assertThat(store.due(FEW)).isEmpty();
        }
        assertThat(crashes).isEqualTo(3);
    }

    @Test
    void tenThousandInOneMinuteAreQueuedInTheirOrderByTwentyPagesOfTwoStatements() {
        Instant now = clock.instant();
        for (int i = 0; i < MANY; i++) {
            add(Place.of(new ChatId(i + 1)), "number " + i, now.minusMillis(i * 7919L % 60_000), "");
        }
        List<ShowCardV1> sent = new ArrayList<>();
        List<Integer> batches = new ArrayList<>();
        Queue<OutboxMessage> counted = messages -> {
            batches.add(messages.size());
            messages.forEach(message -> sent.add((ShowCardV1) message));
        };

        assertThat(new Reminders(guarded(ReminderStore.class, store, Moment.BEFORE), counted, clock).run(2 * MANY))
                .isEqualTo(MANY);

        assertThat(batches).hasSize(MANY / Reminders.PAGE).containsOnly(Reminders.PAGE);
        assertThat(calls).isEqualTo(Map.of("due", 21, "came", 20));
        assertThat(sent).extracting(RemindersTest::dueSecond).isSorted();
        assertThat(sent).extracting(ShowCardV1::id).doesNotHaveDuplicates();
        assertThat(store.due(1)).isEmpty();
    }

    private static long dueSecond(ShowCardV1 card) {
        String value = card.card().value();
        return Long.parseLong(value.substring(value.lastIndexOf('.') + 1));
    }

    @Test
    void aCardSaysWhatItIsAboutAndWhenItWasDueOnceThatIsTwoMinutesAgo() {
        stores.chats()
                .prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(ZoneId.of("Europe/Berlin"))));
        store.add(
                ADA,
                "u" + ++causes,
                new Subject(
                        "water <the> plants",
                        OptionalInt.of(17),
                        Optional.empty(),
                        "https://www.reddit.com/comments/a1"),
                "en",
                clock.instant(),
                Optional.empty());
        reminders.run(MANY);

        ShowCardV1 card = queued.getFirst();
        Instant due = clock.instant();
        assertThat(card.html()).contains("water &lt;the&gt; plants").contains("https://www.reddit.com/comments/a1");
        assertThat(card.reminding().orElseThrow().of()).hasValue(17);
        assertThat(card.at(due.plus(Duration.ofMinutes(2))).html()).isEqualTo(card.html());
        assertThat(card.at(due.plus(Duration.ofMinutes(2)).plusMillis(1)).html())
                .contains("This was due on Friday, November 20, 2026 at 13:00.");
    }

    @Test
    void itSpeaksTheLanguageOfTheChatElseTheOneInWhichItWasAskedFor() {
        store.add(ADA, "u" + ++causes, subject("Tee"), "de", clock.instant(), Optional.empty());
        reminders.run(MANY);
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("en")));
        store.add(ADA, "u" + ++causes, subject("tea"), "de", clock.instant(), Optional.empty());
        reminders.run(MANY);

        assertThat(queued)
                .extracting(card -> card.buttons().getLast().getLast().label())
                .containsExactly("✔ Erledigt", "✔ Done");
    }

    @Test
    void whatRepeatsComesOnceADayThroughChangesOfTheClocksAndOnceAfterAnOutage() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(berlin)));
        Instant start = LocalDateTime.parse("2027-03-26T02:30").atZone(berlin).toInstant();
        clock.advanceTo(start.minusSeconds(60));
        add(ADA, "vitamins", start, "02:30");
        for (int minute = 0; minute < 84 * 60; minute += 10) {
            clock.advance(Duration.ofMinutes(10));
            reminders.run(MANY);
        }
        assertThat(queued.stream()
                        .map(RemindersTest::dueSecond)
                        .map(second -> LocalDateTime.ofInstant(Instant.ofEpochSecond(second), berlin)))
                .containsExactly(
                        LocalDateTime.parse("2027-03-26T02:30"),
                        LocalDateTime.parse("2027-03-27T02:30"),
                        LocalDateTime.parse("2027-03-28T03:30"),
                        LocalDateTime.parse("2027-03-29T02:30"));

        clock.advance(Duration.ofDays(5));
        reminders.run(MANY);
        reminders.run(MANY);
        assertThat(queued).hasSize(5);
        assertThat(store.of(ADA.chat()))
                .singleElement()
                .satisfies(next -> assertThat(next.dueAt()).isAfter(clock.instant()));
    }

    @ParameterizedTest
    @CsvSource({"2027-10-29T02:30, 4", "2027-10-30T02:30, 3"})
    void anHourThatComesTwiceBringsItOnce(LocalDateTime first, int days) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(berlin)));
        clock.advanceTo(first.atZone(berlin).toInstant());
        add(ADA, "vitamins", clock.instant(), "02:30");
        Instant end = LocalDateTime.parse("2027-11-02T00:00").atZone(berlin).toInstant();
        while (clock.instant().isBefore(end)) {
            reminders.run(MANY);
            clock.advance(Duration.ofMinutes(15));
        }

        assertThat(queued).hasSize(days);
    }

    private Reminder add(Place place, String words, Instant dueAt, String repeat) {
        return store.add(place, "u" + ++causes, subject(words), "en", dueAt, BriefTimes.parse(repeat))
                .orElseThrow();
    }

    private static Subject subject(String words) {
        return new Subject(words, OptionalInt.empty(), Optional.empty(), "");
    }

    @SuppressWarnings("unchecked") // a queue is one of messages of the outbox
    private Reminders guarded(Moment moment) {
        Queue<OutboxMessage> queue = guarded(Queue.class, (Queue<OutboxMessage>) this::take, moment);
        return new Reminders(guarded(ReminderStore.class, store, moment), queue, clock);
    }

    @SuppressWarnings("unchecked") // it is a proxy of that type
    private <T> T guarded(Class<?> type, T target, Moment moment) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            calls.merge(method.getName(), 1, Integer::sum);
            boolean isCrash = left.getAndDecrement() == 0;
            if (isCrash && moment == Moment.BEFORE) {
                throw new Crash();
            }
            try {
                Object result = method.invoke(target, arguments);
                if (isCrash) {
                    throw new Crash();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
