package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tidings.aws.Deadline;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.ratelimit.RateLimiter;
import tidings.sender.Pacer.Turn;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Many environments and chats on a simulated clock. Each chat has its messages in order, and one environment at a
/// time, as a group of a FIFO queue has.
class PacerPropertyTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration VISIBILITY = Duration.ofSeconds(120);

    /// As many more as a burst lets through.
    private static final long AT_ONCE = Pacer.BURST.dividedBy(Pacer.INTERVAL);

    private record Sent(ChatId chat, int message, Instant at) {}

    /// The next attempt on what is queued for a chat.
    private record Attempt(ChatId chat, Instant at) {}

    /// @param skew how far clocks are off, in milliseconds
    /// @param messages for each chat
    private record Load(int environments, int skew, Duration interval, int chats, int messages) {}

    @Property(seed = "1", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void telegramNeverGetsMoreThanItTakes(
            @ForAll @IntRange(min = 1, max = 25) int environments,
            @ForAll @IntRange(min = 1, max = 60) int chats,
            @ForAll @IntRange(min = 1, max = 25) int messages,
            @ForAll @IntRange(min = 0, max = 10) int percentCrashed,
            @ForAll @IntRange(min = 0, max = 10) int percentSlowedDown,
            @ForAll @LongRange(min = 1) long seed) {
        Load load = new Load(environments, 0, Pacer.INTERVAL, chats, messages);
        List<Sent> sent = new PacerPropertyTest().run(load, percentCrashed, percentSlowedDown, new Random(seed));

        assertThat(most(sent, Duration.ofSeconds(1))).isLessThanOrEqualTo(25 + AT_ONCE);
        assertChatsArePaced(sent);
    }

    @Property(seed = "1", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void albumsCountAsTheirPictures(
            @ForAll @IntRange(min = 1, max = 25) int environments,
            @ForAll @IntRange(min = 1, max = 60) int chats,
            @ForAll @IntRange(min = 2, max = 5) int pictures,
            @ForAll @LongRange(min = 1) long seed) {
        PacerPropertyTest test = new PacerPropertyTest();
        test.pictures = pictures;
        List<Sent> sent = test.run(new Load(environments, 0, Pacer.INTERVAL, chats, 10), 5, 5, new Random(seed));

        assertThat(most(sent, Duration.ofSeconds(1))).isLessThan(25 + AT_ONCE + pictures);
        assertChatsArePaced(sent);
    }

    @Property(seed = "1", tries = 60, edgeCases = EdgeCasesMode.NONE)
    void clocksThatDifferALittleKeepBelowTelegramsOwnLimit(
            @ForAll @IntRange(min = 1, max = 25) int environments,
            @ForAll @IntRange(min = 30, max = 60) int chats,
            @ForAll @LongRange(min = 1) long seed) {
        Load load = new Load(environments, 50, Pacer.INTERVAL, chats, 10);
        List<Sent> sent = new PacerPropertyTest().run(load, 0, 0, new Random(seed));

        assertThat(most(sent, Duration.ofSeconds(1))).isLessThanOrEqualTo(30);
        assertChatsArePaced(sent);
    }

    /// A turn that is far away is kept, so nobody waits for it twice, and no turn is wasted.
    @Property(seed = "1", tries = 20, edgeCases = EdgeCasesMode.NONE)
    void atAnyRateEveryMessageIsSentInOrderAndComesBackFewTimes(
            @ForAll("intervals") Duration interval, @ForAll @LongRange(min = 1) long seed) {
        PacerPropertyTest test = new PacerPropertyTest();
        List<Sent> sent = test.run(new Load(10, 0, interval, 100, 10), 0, 0, new Random(seed));

        assertThat(most(sent, interval.multipliedBy(10))).isLessThanOrEqualTo(10 + AT_ONCE);
        assertThat(test.postponed.values()).allMatch(times -> times <= 4);
        assertThat(Duration.between(NOON, sent.getLast().at()))
                .isLessThan(interval.multipliedBy(1_000)
                        .multipliedBy(5)
                        .dividedBy(4)
                        .plusSeconds(60));
        assertChatsArePaced(sent);
    }

    @Provide
    Arbitrary<Duration> intervals() {
        return Arbitraries.of(Duration.ofMillis(40), Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    /// Of each second message; the others are no albums.
    private int pictures = 1;

    /// How often each message was postponed.
    private final Map<String, Integer> postponed = new HashMap<>();

    private static void assertChatsArePaced(List<Sent> sent) {
        Map<ChatId, List<Sent>> byChat = new HashMap<>();
        sent.forEach(one ->
                byChat.computeIfAbsent(one.chat(), _ -> new ArrayList<>()).add(one));
        byChat.forEach((chat, own) -> {
            assertThat(own).extracting(Sent::message).isSorted();
            assertThat(most(own, Duration.ofSeconds(5))).isLessThanOrEqualTo(5);
            if (chat.value() < 0) {
                assertThat(most(own, Duration.ofMinutes(1))).isLessThanOrEqualTo(18);
            }
        });
    }

    /// Sends everything; returns what reached Telegram, and so counts there, in the order of time.
    private List<Sent> run(Load load, int percentCrashed, int percentSlowedDown, Random random) {
        InMemoryChats chatsInMemory = new InMemoryChats();
        RateLimiter limiter = RateLimiter.inMemory(load.interval(), Pacer.BURST);
        int environments = load.environments();
        int skew = load.skew();
        int messages = load.messages();
        long[] skews = random.longs(environments, -skew, skew + 1L).toArray();
        PriorityQueue<Attempt> plan = new PriorityQueue<>(Comparator.comparing(Attempt::at));
        Map<ChatId, Integer> next = new HashMap<>();
        Map<ChatId, Instant> quiet = new HashMap<>();
        IntStream.range(0, load.chats())
                .mapToObj(i -> new ChatId(i % 3 == 0 ? -100 - i : 1 + i))
                .forEach(chat -> plan.add(new Attempt(chat, NOON.plusMillis(random.nextInt(3_000)))));
        List<Sent> sent = new ArrayList<>();
        for (Attempt attempt = plan.poll(); attempt != null; attempt = plan.poll()) {
            ChatId chat = attempt.chat();
            int message = next.getOrDefault(chat, 0);
            int parts = message % 2 == 0 ? 1 : pictures;
            long wrong = skews[random.nextInt(environments)];
            ManualClock clock = new ManualClock();
            clock.advanceTo(attempt.at().plusMillis(wrong));
            Pacer environment = new Pacer(chatsInMemory, limiter, limiter, clock::advanceTo, clock);
            Turn turn = Deadline.within(
                    Duration.ofSeconds(20),
                    clock,
                    () -> environment.await(chat, Math.min(9, messages - 1 - message), Lane.ANSWER, parts));
            Instant now = clock.instant().minusMillis(wrong);
            switch (turn) {
                case Turn.Later(Duration pause) -> {
                    assertThat(pause).isPositive();
                    postponed.merge(chat.value() + "/" + message, 1, Integer::sum);
                    plan.add(new Attempt(chat, now.plus(queued(pause)).plusMillis(random.nextInt(500))));
                }
                case Turn.Now _
                when random.nextInt(100) < percentCrashed -> plan.add(new Attempt(chat, now.plus(VISIBILITY)));
                case Turn.Now _
                when random.nextInt(100) < percentSlowedDown -> {
                    Duration pause = Duration.ofSeconds(1 + random.nextInt(40));
                    environment.quiet(chat, pause);
                    quiet.put(chat, now.plus(pause));
                    plan.add(new Attempt(chat, now.plusMillis(random.nextInt(60_000))));
                }
                case Turn.Now given -> {
                    environment.sent(given, state -> state);
                    assertThat(now).isAfterOrEqualTo(quiet.getOrDefault(chat, NOON.minusSeconds(1)));
                    sent.addAll(Collections.nCopies(parts, new Sent(chat, message, now)));
                    next.put(chat, message + 1);
                    if (message + 1 < messages) {
                        plan.add(new Attempt(chat, now.plusMillis(100)));
                    }
                }
                case Turn.Unwanted _ -> throw new AssertionError("nobody blocked anything");
            }
        }
        assertThat(sent.stream().distinct()).hasSize(load.chats() * messages);
        return sent.stream().sorted(Comparator.comparing(Sent::at)).toList();
    }

    /// Queues count in seconds.
    private static Duration queued(Duration pause) {
        return Duration.ofSeconds(pause.plusMillis(999).toSeconds());
    }

    private static long most(List<Sent> sent, Duration stretch) {
        long most = 0;
        int from = 0;
        for (int to = 0; to < sent.size(); to++) {
            while (!sent.get(from).at().plus(stretch).isAfter(sent.get(to).at())) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
