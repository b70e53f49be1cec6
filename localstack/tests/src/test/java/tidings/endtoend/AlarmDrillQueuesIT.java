package tidings.endtoend;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tidings.localstack.template.StackModel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Queues fall behind and get dead letters, and nobody is served.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmDrillQueuesIT {
    private static final String SILENT = "DeployAlarm";

    private final Drill drill = new Drill("queues");

    /// Returns once each has rung, so the alarm that notifies nobody has, too. A function that is stopped would keep
    /// what is to become a dead letter, so dead letters come first.
    @BeforeAll
    void ringAll() {
        drill.ringAll(AlarmFaults.DEAD_LETTERS);
        drill.ringAll(AlarmFaults.DELAYS);
    }

    @AfterAll
    void stop() {
        drill.close();
    }

    @TestFactory
    Stream<DynamicTest> operatorsSeeEveryAlarm() {
        Set<String> shown = new TreeSet<>(AlarmFaults.DEAD_LETTERS.keySet());
        shown.addAll(AlarmFaults.DELAYS.keySet());
        shown.remove(SILENT);
        return drill.operatorsAreShown(shown);
    }

    @Test
    void aDeploymentNotifiesNobody() {
        endDeadLetters();

        assertThat(drill.history()).noneMatch(text -> text.contains(drill.symptom(SILENT)));
    }

    @Test
    void theCardShowsThatAnAlarmIsOver() {
        endDeadLetters();

        assertThat(drill.operators().hears()).anyMatch(card -> card.text().contains("✅ "));
    }

    /// Operators have been shown it when this returns, and everything that they were told before.
    private void endDeadLetters() {
        for (StackModel.Queue queue : drill.tidings().stack().model().queues()) {
            if (queue.id().endsWith("DeadLetterQueue")) {
                drill.tidings().stack().queues().client().purgeQueue(request -> request.queueUrl(queue.url()));
            }
        }

        await("the alarm's end on a card")
                .atMost(Chat.PATIENCE)
                .until(() -> drill.wasShown("✅ " + drill.symptom("DeadLettersAlarm")));
    }
}
