package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;

class QueueMetricsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final StackModel.Queue QUEUE =
            new StackModel.Queue("Q", "q", "arn:q", "http://q", Map.of(), Optional.empty());

    private final MetricStore store = new MetricStore();
    private int visible;
    private int inWork;
    private final QueueMetrics metrics = new QueueMetrics(
            _ -> Map.of(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(visible),
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, Integer.toString(inWork)),
            store);

    @Test
    void aMessageThatNobodyReceivesGetsOlder() {
        visible = 1;
        look(0);
        look(30);
        look(90);

        assertThat(ageAt(90)).isEqualTo(90);
    }

    @Test
    void aMessageInFlightGetsOlderToo() {
        inWork = 1;
        look(0);
        look(40);

        assertThat(ageAt(40)).isEqualTo(40);
    }

    @Test
    void aBusyQueueThatIsConsumedHasNoOldMessage() {
        for (int second = 0; second <= 60; second += 10) {
            visible = 5;
            look(second);
            metrics.deleted(QUEUE, 5, NOON.plusSeconds(second));
        }

        assertThat(ageAt(60)).isZero();
    }

    @Test
    void anEmptyQueueHasNoAge() {
        visible = 3;
        look(0);
        visible = 0;
        metrics.deleted(QUEUE, 3, NOON.plusSeconds(10));
        look(20);

        assertThat(ageAt(20)).isZero();
    }

    @Test
    void messagesRemovedWithoutADeleteAreDeadLetters() {
        visible = 2;
        look(0);
        visible = 1;
        look(30);
        visible = 2;
        look(60);

        assertThat(ageAt(60)).as("of the second message").isEqualTo(60);
        visible = 1;
        look(90);

        assertThat(ageAt(90)).as("of the third").isEqualTo(30);
    }

    private void look(int second) {
        metrics.look(QUEUE, NOON.plusSeconds(second));
    }

    private double ageAt(int second) {
        Periods moment = new Periods(NOON.plusSeconds(second + 1L), Duration.ofSeconds(1), 1);
        return store.read(
                        new Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", "q")),
                        new Statistic("Maximum"),
                        moment)[0];
    }

    @Test
    void sentMessagesAreCounted() {
        visible = 4;
        look(0);
        metrics.deleted(QUEUE, 4, NOON.plusSeconds(5));
        visible = 3;
        look(10);

        double[] sent = store.read(
                new Metric("AWS/SQS", "NumberOfMessagesSent", Map.of("QueueName", "q")),
                new Statistic("Sum"),
                new Periods(NOON.plusSeconds(60), Duration.ofMinutes(1), 1));
        assertThat(sent).isEqualTo(new double[] {7});
    }
}
