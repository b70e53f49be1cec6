package tidings.bot;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.aws.Queue;
import tidings.aws.SqsQueue;
import tidings.cards.PostButtons;
import tidings.domain.Community;
import tidings.localstack.http.LoopbackPort;
import tidings.localstack.service.SqsServer;
import tidings.messages.OutboxMessage;
import tidings.store.cache.Cache.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// What the cache is worth to people, and that nobody notices when it is gone.
class CacheUnderLoadIT {
    private static final int CHATS = 1_000;
    private static final Duration RUN = Duration.ofMinutes(30);

    /// A chat says something every two minutes.
    private static final int COMMANDS = CHATS * 15;

    @Test
    void nineOfTenLookupsHitAndTheDatabaseIsHardlyAsked() throws IOException {
        Random random = new Random(20261121);
        List<OutboxMessage> shown = new ArrayList<>();
        try (SimulatedUsers users = new SimulatedUsers(LoopbackPort.free(), shown::addAll)) {
            users.areKnown(CHATS);
            Instant start = users.instant();
            List<Duration> moments = random.longs(COMMANDS, 0, RUN.toMillis())
                    .sorted()
                    .mapToObj(Duration::ofMillis)
                    .toList();
            for (Duration moment : moments) {
                users.goTo(start.plus(moment));
                command(users, random);
            }

            Counts bots = users.bots;
            double lookups = bots.lookups();
            double hits = lookups - bots.lookups(Outcome.MISS) - bots.lookups(Outcome.ERROR);
            double writes = (bots.writes() + users.notes.writes()) / COMMANDS;
            double reads = (bots.statements() + users.notes.statements()) / COMMANDS - writes;
            System.out.printf(
                    "%d commands of %d chats on %d subreddits in %d minutes, %d readings:%n"
                            + "  hit rate %.1f %% of %.0f lookups (local %.0f, remote %.0f, stale %.0f, negative %.0f;"
                            + " miss %.0f, error %.0f)%n"
                            + "  a command reads by %.3f statements and writes by %.3f, of which what notes it behind"
                            + " the answer %.3f and %.3f;%n  the other functions made %.0f%n",
                    COMMANDS,
                    CHATS,
                    SimulatedUsers.SUBREDDITS,
                    RUN.toMinutes(),
                    users.readings(),
                    100 * hits / lookups,
                    lookups,
                    bots.lookups(Outcome.LOCAL),
                    bots.lookups(Outcome.REMOTE),
                    bots.lookups(Outcome.STALE),
                    bots.lookups(Outcome.NEGATIVE),
                    bots.lookups(Outcome.MISS),
                    bots.lookups(Outcome.ERROR),
                    reads,
                    writes,
                    (users.notes.statements() - users.notes.writes()) / COMMANDS,
                    users.notes.writes() / COMMANDS,
                    users.others.statements());
            assertThat(shown).hasSizeGreaterThanOrEqualTo(COMMANDS);
            assertThat(bots.lookups(Outcome.ERROR)).isZero();
            assertThat(hits / lookups).isGreaterThanOrEqualTo(0.9);
            assertThat(reads).isLessThanOrEqualTo(0.2);
            assertThat(writes).isLessThanOrEqualTo(0.1);
        }
    }

    @Test
    void noCommandFailsWhenValkeyStopsUnderLoad() throws IOException {
        Random random = new Random(20261122);
        try (SqsServer queues = SqsServer.start();
                SimulatedUsers users = new SimulatedUsers(LoopbackPort.free(), outbox(queues.client()))) {
            // In turns, so that what else the machine does meanwhile befalls both alike.
            List<Long> before = new ArrayList<>();
            List<Long> without = new ArrayList<>();
            Duration back = Duration.ZERO;
            run(users, random, 300);
            for (int turn = 0; turn < 4; turn++) {
                run(users, random, 100);
                before.addAll(run(users, random, 250));
                users.stopCache();
                without.addAll(run(users, random, 250));
                users.startCache();
                Duration took = untilBack(users, random);
                back = took.compareTo(back) > 0 ? took : back;
            }
            assertThat(users.bots.lookups(Outcome.ERROR)).isPositive();

            System.out.printf(
                    "a command's p95: %d µs with Valkey, %d µs without, no command failed; back %d s after its return%n",
                    p95(before), p95(without), back.toSeconds());
            assertThat(back).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    /// How long it takes until a lookup is answered by Valkey again.
    private static Duration untilBack(SimulatedUsers users, Random random) {
        Instant returned = users.instant();
        double remotely = users.bots.lookups(Outcome.REMOTE);
        while (users.bots.lookups(Outcome.REMOTE) == remotely
                && users.instant().isBefore(returned.plus(Duration.ofMinutes(1)))) {
            run(users, random, 1);
        }
        return Duration.between(returned, users.instant());
    }

    private static Queue<OutboxMessage> outbox(SqsClient sqs) {
        Map<QueueAttributeName, String> fifo = Map.of(QueueAttributeName.FIFO_QUEUE, "true");
        return new SqsQueue<>(
                sqs,
                sqs.createQueue(queue -> queue.queueName("outbox.fifo").attributes(fifo))
                        .queueUrl());
    }

    /// So many commands, ten in a second; returns how long each took, in microseconds.
    private static List<Long> run(SimulatedUsers users, Random random, int commands) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            users.goTo(users.instant().plusMillis(100));
            long start = System.nanoTime();
            command(users, random);
            took.add((System.nanoTime() - start) / 1_000);
        }
        return took;
    }

    /// Mostly the first page of a subreddit, sometimes the second, now and then a topic, what the chat did, has or
    /// prefers, or a post to keep. Histories and points are kept of everybody.
    private static void command(SimulatedUsers users, Random random) {
        int chat = 1 + random.nextInt(CHATS);
        int what = random.nextInt(100);
        Community subreddit = users.someSubreddit(random);
        if (what < 90) {
            users.says(chat, "/top " + subreddit, random);
        } else if (what < 93) {
            users.presses(
                    chat,
                    PostButtons.PAGE.data(new PostButtons.FeedPosition(SimulatedUsers.day(subreddit), 5)),
                    random);
        } else if (what < 99) {
            users.says(
                    chat,
                    List.of("/topic programming", "/history", "/points", "/leaders", "/settings", "/settings")
                            .get(what - 93),
                    random);
        } else {
            users.says(chat, "/save https://redd.it/" + subreddit + "x1", random);
        }
    }

    private static long p95(List<Long> took) {
        return took.stream().sorted().toList().get(took.size() * 95 / 100);
    }
}
