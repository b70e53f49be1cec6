package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tidings.localstack.cloudwatch.AlarmState;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What operators do with the card of an alarm, and that nobody else can. One alarm rings, so it has a card of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmDrillOperatorsIT {
    private static final String ACKNOWLEDGE = "👀 Acknowledge";
    private static final String MUTE = "🔕 Mute 1 h";
    private static final String GRAPH = "📈 Graph";

    private final Drill drill = new Drill("operators");
    private final Person operators = drill.operators();

    @AfterAll
    void stop() {
        drill.close();
    }

    /// Its schedule has not fired, and nothing has happened.
    @Test
    void aNewStackRingsNothing() {
        assertThat(drill.stateOf("SchedulerSilentAlarm")).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(drill.history()).noneMatch(text -> text.contains(drill.symptom("SchedulerSilentAlarm")));
    }

    @Test
    void operatorsAcknowledgeAnAlarmAndSeeItsGraph() throws Exception {
        ring();

        operators.presses(ACKNOWLEDGE);
        await("the acknowledgement").atMost(Chat.PATIENCE).until(() -> drill.wasShown("acknowledged by Operators"));

        seeGraph();
    }

    @Test
    void theCardNamesWhatMadeTheAlarmRing() throws Exception {
        ring();

        await("the cause on the card").atMost(Chat.PATIENCE).until(() -> drill.wasShown("• Lambda throttled"));
    }

    @Test
    void somebodyWhoIsNoOperatorMovesNothing() throws Exception {
        ring();
        Person ada = drill.person("Ada");
        JsonNode keyboard = drill.sandbox().latestKeyboard(operators);
        drill.sandbox().sendKeyboard(ada, "an alarm", keyboard);

        for (String button : List.of(ACKNOWLEDGE, MUTE, GRAPH)) {
            Person.PendingAnswer press = ada.presses(button);
            assertThat(await("the answer to " + button).atMost(Chat.PATIENCE).until(press::answer, Optional::isPresent))
                    .hasValue("This button only works in the operators’ chat.");
        }

        // Whatever had been handed on before would be done before this.
        seeGraph();
        assertThat(drill.history())
                .noneMatch(text -> text.contains("acknowledged by Ada") || text.contains("muted until"));
        assertThat(ada.hears()).extracting(SeenMessage::form).containsExactly(SeenMessage.Form.TEXT);
    }

    /// Until the card of the alarm has all its buttons.
    private void ring() throws Exception {
        AlarmFaults.throttled(drill)
                .until(
                        "a card with its buttons",
                        () -> operators.hears().stream()
                                .anyMatch(card -> card.buttons().containsAll(List.of(ACKNOWLEDGE, MUTE, GRAPH))));
    }

    private void seeGraph() {
        long before = photos();
        operators.presses(GRAPH);
        await("the graph").atMost(Chat.PATIENCE).until(() -> photos() > before);
    }

    private long photos() {
        return operators.hears().stream()
                .filter(message -> message.form() == SeenMessage.Form.PHOTO)
                .count();
    }
}
