package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.aws.Role;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/// A batch takes each of its chats as long as if it were alone. At virtual time, where only waiting takes any.
class SideBySideTest {
    private static final List<String> CHATS =
            IntStream.range(0, 10).mapToObj(i -> "chat" + i).toList();
    private static final String STALLED = CHATS.getFirst();
    private static final List<String> OTHERS = CHATS.subList(1, CHATS.size());
    private static final long STALL = 8_000;

    @Test
    void aChatThatStallsForEightSecondsDelaysNoneOfNineOthers() {
        Map<String, Long> ends = ends(false);

        assertThat(ends).containsOnlyKeys(CHATS).containsEntry(STALLED, STALL);
        assertThat(OTHERS)
                .allSatisfy(chat -> assertThat((double) ends.get(chat)).isLessThanOrEqualTo(1.2 * own(chat)));
    }

    /// So the test above would find it.
    @Test
    void oneBehindTheOtherTheyWouldWait() {
        assertThat(ends(true)).containsOnlyKeys(CHATS);
        assertThat(OTHERS).allSatisfy(chat -> assertThat(ends(true).get(chat)).isGreaterThan(STALL));
    }

    /// When the message of each chat was handled, in milliseconds after the batch came.
    ///
    /// @param locks whether the role handles one message after the other
    private static Map<String, Long> ends(boolean locks) {
        VirtualTime time = new VirtualTime();
        SqsBatch<String> batch = new SqsBatch<>(
                body -> body,
                new SqsInbox(new SimulatedSqs(List.of()), List.of()),
                Meter.silent(),
                time,
                () -> new SimulatedThreads(time));
        SQSEvent event = new SQSEvent();
        event.setRecords(received(time));
        Turn turn = new Turn(time);
        Map<String, Long> ends = new HashMap<>();
        Role<String> role = delivery -> {
            time.sleep(own(delivery.message()));
            ends.put(delivery.message(), time.now());
            return Verdict.DONE;
        };
        time.start("bot", () -> {
            SQSBatchResponse response = Deadline.within(
                    Duration.ofSeconds(30),
                    time,
                    () -> batch.handle(event, locks ? delivery -> turn.take(() -> role.handle(delivery)) : role));
            assertThat(response.getBatchItemFailures()).isEmpty();
        });
        time.run(10 * STALL);
        return ends;
    }

    private static List<SQSEvent.SQSMessage> received(VirtualTime time) {
        SimulatedQueue queue = Declared.model(1).queues().stream()
                .filter(declared -> declared.id().equals("UpdatesQueue"))
                .map(declared -> new SimulatedQueue(declared, time, new Random(1), 0))
                .findFirst()
                .orElseThrow();
        CHATS.forEach(chat -> queue.send(chat, chat, chat, Map.of()));
        return queue.receive(CHATS.size());
    }

    private static long own(String chat) {
        return chat.equals(STALLED) ? STALL : 200L + 10 * CHATS.indexOf(chat);
    }
}
