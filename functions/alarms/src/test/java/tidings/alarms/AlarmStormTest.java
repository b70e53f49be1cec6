package tidings.alarms;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Delivery;
import tidings.aws.UnavailableException;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.messages.OutboxMessage.ShowCardV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.alarms.OperatorsChat.labels;
import static tidings.alarms.OperatorsChat.notification;

class AlarmStormTest {
    private final OperatorsChat chat = new OperatorsChat();

    @Test
    void manyAlarmsAtOnceAreOneCard() {
        for (int i = 1; i <= 6; i++) {
            chat.notify("Alarm" + i, AlarmState.ALARM, i);
        }
        chat.notify("Alarm2", AlarmState.OK, 50);

        List<ShowCardV1> shown = chat.cards();
        assertThat(shown).hasSize(Alarms.STORM);
        assertThat(shown.subList(0, Alarms.STORM - 1))
                .as("those that were shown before it was a storm")
                .allSatisfy(card -> assertThat(card.html()).contains("is part of the alarm storm below"));
        assertThat(shown.getLast().html())
                .startsWith("⛈ <b>6 alarms within a minute, 5 still ringing</b>")
                .contains(
                        "🔴 <a href=\"https://example.org/RUNBOOK.md#boterrors\">Alarm1 fails.</a>",
                        "✅ <a href=\"https://example.org/RUNBOOK.md#boterrors\">Alarm2 fails.</a>",
                        "Alarm6 fails.",
                        "since 21 Nov 12:00");
        assertThat(labels(shown.getLast())).containsExactly("👀 Acknowledge", "🔕 Mute 1 h");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void noCardOfAStormGoesOnRingingWhenItsFoldingIsInterrupted(int messages) {
        for (int i = 1; i < Alarms.STORM; i++) {
            chat.notify("Alarm" + i, AlarmState.ALARM, i);
        }
        chat.refused = messages;
        assertThatThrownBy(() -> chat.notify("Alarm" + Alarms.STORM, AlarmState.ALARM, Alarms.STORM))
                .isInstanceOf(UnavailableException.class);
        chat.notify("Alarm" + Alarms.STORM, AlarmState.ALARM, Alarms.STORM);

        List<ShowCardV1> shown = chat.cards();
        assertThat(shown).hasSize(Alarms.STORM);
        assertThat(shown.subList(0, Alarms.STORM - 1))
                .allSatisfy(card -> assertThat(card.html()).contains("is part of the alarm storm below"));
        assertThat(shown.getLast().html()).contains("4 alarms within a minute");
    }

    @Test
    void alarmsOfOneBatchAreShownOnce() {
        Alarms alarms = chat.instance();
        for (int i = 1; i <= 9; i++) {
            AlarmEvent event = AlarmEvent.read(notification("Alarm" + i, AlarmState.ALARM, i));
            alarms.handle(new Delivery<>(event, "message-" + i, 1, 0));
        }
        assertThat(chat.sent).isEmpty();
        alarms.afterBatch();

        assertThat(chat.sent)
                .singleElement()
                .satisfies(message -> assertThat(((ShowCardV1) message).html()).contains("9 alarms within a minute"));
    }

    @Test
    void aStormIsAcknowledgedWhole() {
        for (int i = 1; i <= 5; i++) {
            chat.notify("Alarm" + i, AlarmState.ALARM, i);
        }
        String data = chat.cards().getLast().buttons().getFirst().getFirst().press();

        AlarmPress press = AlarmButtons.PRESS.parse(data).orElseThrow();
        chat.press(press.button(), press.alarm());

        assertThat(chat.incidents.all())
                .allSatisfy(incident -> assertThat(incident.acknowledgedBy()).contains("Ada"));
        assertThat(chat.cards().getLast().html()).contains("👀 acknowledged by Ada");
    }

    @Test
    void alarmsThatManyInstancesHandleAtTheSameTimeAreAllInTheStorm() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 12; i++) {
                int second = i;
                threads.execute(() -> chat.notify("Alarm" + second, AlarmState.ALARM, second));
            }
        }

        assertThat(chat.incidents.all()).hasSize(12);
        assertThat(chat.cards().stream().map(ShowCardV1::html))
                .anySatisfy(html -> assertThat(html).contains("Alarm1 ", "Alarm6 ", "Alarm12 "));
    }
}
