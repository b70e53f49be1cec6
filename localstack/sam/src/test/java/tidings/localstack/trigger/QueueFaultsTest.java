package tidings.localstack.trigger;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import tidings.localstack.trigger.QueueFaults.Fault;

import static org.assertj.core.api.Assertions.assertThat;

class QueueFaultsTest {
    private final QueueFaults faults = new QueueFaults();
    private final List<Message> batch = IntStream.range(0, 10)
            .mapToObj(i -> Message.builder().messageId("m" + i).build())
            .toList();

    @Test
    void withoutAFaultABatchComesAsItIsAlsoAfterOne() {
        assertThat(faults.apply(batch, false)).containsExactly(batch);
        faults.begin(Fault.TWICE);
        faults.end();

        assertThat(faults.apply(batch, false)).containsExactly(batch);
    }

    @Test
    void someBatchesAreLostAndOthersAreNot() {
        faults.begin(Fault.LOST);

        assertThat(IntStream.range(0, 6).mapToObj(_ -> faults.apply(batch, true).size()))
                .containsExactly(1, 1, 0, 1, 1, 0);
    }

    @Test
    void batchesComeTwice() {
        faults.begin(Fault.TWICE);

        assertThat(faults.apply(batch, true)).containsExactly(batch, batch);
    }

    @Test
    void onlyAFifoQueueKeepsItsOrder() {
        faults.begin(Fault.SHUFFLED);

        assertThat(faults.apply(batch, true)).containsExactly(batch);
        assertThat(faults.apply(batch, false))
                .singleElement()
                .satisfies(other -> assertThat(other)
                        .containsExactlyInAnyOrderElementsOf(batch)
                        .isNotEqualTo(batch));
    }
}
