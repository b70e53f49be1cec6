package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.StackModel.Redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatedQueueTest {
    private static final long VISIBILITY = 90_000;
    private static final long RETENTION = 3_600_000;

    private final VirtualTime time = new VirtualTime();
    private final SimulatedQueue deadLetters = queue("Dead", ".fifo", Optional.empty(), 0);
    private final SimulatedQueue fifo = queue("Updates", ".fifo", Optional.of(new Redrive("dead", 2)), 0);
    private final SimulatedQueue standard = queue("Posts", "", Optional.empty(), 0);

    @BeforeEach
    void connect() {
        fifo.connect(deadLetters);
    }

    private SimulatedQueue queue(String id, String suffix, Optional<Redrive> redrive, double duplicate) {
        StackModel.Queue declared = new StackModel.Queue(
                id,
                id,
                id,
                "http://127.0.0.1:1/" + id + suffix,
                Map.of("VisibilityTimeout", "90", "MessageRetentionPeriod", "3600"),
                redrive);
        return new SimulatedQueue(declared, time, new Random(1), duplicate);
    }

    @Test
    void aGroupIsReceivedInOrderAndNotWhileOneOfItsMessagesIsInFlight() {
        send(fifo, "a1", "a");
        send(fifo, "b1", "b");
        send(fifo, "a2", "a");

        assertThat(received(fifo, 1)).containsExactly("a1");
        assertThat(received(fifo, 10)).containsExactly("b1");
        assertThat(received(fifo, 10)).isEmpty();

        fifo.delete("Updates-0");
        assertThat(received(fifo, 10)).containsExactly("a2");
    }

    @Test
    void severalMessagesOfAGroupComeTogether() {
        send(fifo, "a1", "a");
        send(fifo, "a2", "a");

        assertThat(received(fifo, 10)).containsExactly("a1", "a2");
    }

    @Test
    void aMessageThatIsNotDeletedComesBackAfterTheVisibilityTimeout() {
        send(fifo, "a1", "a");
        fifo.receive(1);
        time.run(VISIBILITY - 1);
        assertThat(fifo.receive(1)).isEmpty();

        time.run(1);
        assertThat(fifo.receive(1))
                .extracting(message -> message.getAttributes().get("ApproximateReceiveCount"))
                .containsExactly("2");
    }

    @Test
    void aMessageThatIsPostponedHoldsItsGroupBackForAsLong() {
        send(fifo, "a1", "a");
        fifo.receive(1);
        send(fifo, "a2", "a");
        fifo.changeVisibility("Updates-0", 5_000);

        time.run(4_999);
        assertThat(received(fifo, 10)).isEmpty();
        time.run(1);
        assertThat(received(fifo, 10)).containsExactly("a1", "a2");
    }

    @Test
    void onlyWhatIsInFlightCanBePostponed() {
        send(fifo, "a1", "a");

        assertThatThrownBy(() -> fifo.changeVisibility("Updates-0", 1_000)).hasMessageContaining("not in flight");
    }

    @Test
    void whatWasReceivedAsOftenAsAllowedIsADeadLetterTheNextTime() {
        send(fifo, "a1", "a");
        send(fifo, "a2", "a");
        for (int i = 0; i < 2; i++) {
            assertThat(received(fifo, 1)).containsExactly("a1");
            time.run(VISIBILITY);
        }

        assertThat(received(fifo, 1)).containsExactly("a2");
        assertThat(received(deadLetters, 10)).containsExactly("a1");
    }

    @Test
    void aMessageOfTheSameDeduplicationIdIsDroppedForFiveMinutesEvenIfTheFirstIsGone() {
        fifo.send("first", "a", "same", Map.of());
        fifo.receive(1);
        fifo.delete("Updates-0");
        time.run(5 * 60_000 - 1);
        fifo.send("second", "a", "same", Map.of());
        fifo.send("of another group", "b", "same", Map.of());
        assertThat(received(fifo, 10)).containsExactly("of another group");

        time.run(1);
        fifo.send("third", "a", "same", Map.of());
        assertThat(received(fifo, 10)).containsExactly("third");
    }

    @Test
    void aStandardQueueDeliversEverythingInSomeOrder() {
        for (int i = 0; i < 20; i++) {
            standard.send("" + i, "", "", Map.of());
        }
        time.run(2_000);
        List<String> received = received(standard, 20);

        assertThat(received)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .isNotEqualTo(received.stream().sorted().toList());
    }

    @Test
    void aStandardQueueMayDeliverTwice() {
        SimulatedQueue twice = queue("Twice", "", Optional.empty(), 1);
        twice.send("once", "", "", Map.of());
        time.run(2_000);
        assertThat(received(twice, 10)).containsExactly("once");

        time.run(2_000);
        assertThat(received(twice, 10)).containsExactly("once");
    }

    @Test
    void aMessageIsLostWhenItIsTooOld() {
        send(standard, "old", "");
        time.run(RETENTION + 1);

        assertThat(standard.receive(1)).isEmpty();
        assertThat(standard.expired()).isOne();
    }

    private static void send(SimulatedQueue queue, String body, String group) {
        queue.send(body, group, body, Map.of());
    }

    private static List<String> received(SimulatedQueue queue, int most) {
        return queue.receive(most).stream().map(SQSMessage::getBody).toList();
    }
}
