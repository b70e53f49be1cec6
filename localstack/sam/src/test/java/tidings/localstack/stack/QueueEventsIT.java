package tidings.localstack.stack;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// SQS as an event source, by the sample template.
@ExtendWith(SampleStack.Shared.class)
class QueueEventsIT {
    private final SampleStack sample;
    private final Stack stack;

    QueueEventsIT(SampleStack sample) {
        this.sample = sample;
        this.stack = sample.stack();
    }

    @Test
    void queuesHaveTheTemplatesAttributes() {
        Map<QueueAttributeName, String> attributes =
                stack.queues().attributes(stack.model().queue("Orders"));

        assertThat(attributes)
                .containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "2")
                .containsEntry(
                        QueueAttributeName.QUEUE_ARN,
                        stack.model().queue("Orders").arn());
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(stack.model().queue("OrdersDeadLetters").arn());
    }

    @Test
    void messagesOfOneGroupAreHandledInOrder() throws Exception {
        IntStream.range(0, 30).forEach(i -> sample.send("Orders", "order-" + i, "group-" + i % 3));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(sample.recorded("OrdersFunction", "order-")).hasSize(30));
        for (int group = 0; group < 3; group++) {
            String suffix = " 1 group-" + group;
            assertThat(sample.recorded("OrdersFunction", "order-").stream()
                            .filter(line -> line.endsWith(suffix))
                            .map(line -> Integer.parseInt(line.substring(6, line.indexOf(' ')))))
                    .isSortedAccordingTo(java.util.Comparator.naturalOrder())
                    .hasSize(10);
        }
    }

    @Test
    void messagesReportedAsFailedAreRetriedAndEndInTheDeadLetterQueue() throws Exception {
        sample.send("Orders", "reported-1", "bad");
        sample.send("Orders", "good-1", "good");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(sample.bodies("OrdersDeadLetters")).contains("reported-1"));
        assertThat(sample.recorded("OrdersFunction", "reported-1"))
                .containsExactly("reported-1 1 bad", "reported-1 2 bad");
        assertThat(sample.recorded("OrdersFunction", "good-1")).hasSize(1);
    }

    @Test
    void aKilledProcessLosesNothing() throws Exception {
        sample.send("Orders", "slow-1", "killed");
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(sample.recorded("OrdersFunction", "slow-1")).hasSize(1));

        stack.environments("OrdersFunction")
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sample.recorded("OrdersFunction", "slow-1"))
                        .containsExactly("slow-1 1 killed", "slow-1 2 killed"));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(stack.environments("OrdersFunction")).isNotEmpty());
    }

    @Test
    void environmentsGrowToTheStatedConcurrencyAndShrinkWhenIdle() {
        // There is always work left for the environment that is still starting, however long it takes.
        AtomicInteger sent = new AtomicInteger();
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            for (int i = 0; i < 8; i++) {
                int number = sent.getAndIncrement();
                sample.send("Orders", "steady-" + number, "steady-" + number);
            }
            return stack.environments("OrdersFunction").size() > 1;
        });
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() ->
                        assertThat(sample.recorded("OrdersFunction", "steady-")).hasSize(sent.get()));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(stack.environments("OrdersFunction")).hasSize(1));
    }

    @Test
    void aThrownExceptionReturnsTheWholeBatchToTheQueue() throws Exception {
        sample.send("Bulk", "thrown-1", null);

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(sample.bodies("BulkDeadLetters")).contains("thrown-1"));
        assertThat(sample.recorded("BulkFunction", "thrown-1")).hasSize(2);
    }
}
