package tidings.alarms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tidings.cards.AlarmPress;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.domain.ChatId;
import tidings.aws.Meter;
import tidings.aws.UnreadableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AlarmsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<OutboxMessage> sent = new ArrayList<>();
    private final Incidents incidents = new MemoryIncidents();
    private Optional<byte[]> picture = Optional.of("png".getBytes(StandardCharsets.US_ASCII));
    private final Alarms alarms = new Alarms(
            new ChatId(-4711), incidents, _ -> picture, this::send, Meter.silent(), () -> NOON.plusSeconds(30));

    @Test
    void anIncidentIsOneCardThatChanges() {
        tell("BotErrors", AlarmState.ALARM, 0);
        tell("BotErrors", AlarmState.OK, 120);

        assertThat(cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html())
                        .startsWith("✅ <b>The bot fails.</b>")
                        .contains("21 Nov 12:00 to 12:02")
                        .contains("<code>BotErrors</code>"));
    }

    @Test
    void aRingingCardSaysWhatToLookAtAndOffersWhatToDo() {
        tell("BotErrors", AlarmState.ALARM, 0);

        ShowCardV1 card = cards().getFirst();
        assertThat(card.html())
                .startsWith("🔴 <b>The bot fails.</b>")
                .contains("Threshold Crossed: 9 &gt; 5")
                .contains("First: <code>logs of bot</code>");
        assertThat(labels(card)).containsExactly("👀 Acknowledge", "🔕 Mute 1 h", "📈 Graph", "📖 Runbook");
        assertThat(card.buttons().get(1).get(1).url()).contains("https://example.org/RUNBOOK.md#boterrors");
    }

    @Test
    void whatWasFineBeforeIsNotTold() {
        tell("BotErrors", AlarmState.OK, 0);

        assertThat(sent).isEmpty();
    }

    @Test
    void anAlarmThatRingsAgainSoonStaysOnItsCard() {
        tell("BotErrors", AlarmState.ALARM, 0);
        tell("BotErrors", AlarmState.OK, 60);
        tell("BotErrors", AlarmState.ALARM, 120);

        assertThat(cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).startsWith("🔴").contains("rang 2 times"));
    }

    @Test
    void anAlarmThatRingsAgainMuchLaterHasANewCard() {
        tell("BotErrors", AlarmState.ALARM, 0);
        tell("BotErrors", AlarmState.OK, 60);
        tell("BotErrors", AlarmState.ALARM, 60 + 601);

        assertThat(cards()).hasSize(2);
    }

    @Test
    void aMutedAlarmDoesNotComeUpAnewForAnHour() {
        tell("BotErrors", AlarmState.ALARM, 0);
        press(ButtonPressedV1.Button.MUTE, Alarm.key("BotErrors"));
        tell("BotErrors", AlarmState.OK, 60);
        tell("BotErrors", AlarmState.ALARM, 3_000);

        assertThat(cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).contains("🔕 muted until 13:00 UTC"));

        tell("BotErrors", AlarmState.OK, 3_060);
        tell("BotErrors", AlarmState.ALARM, 7_300);

        assertThat(cards()).hasSize(2);
    }

    @Test
    void newsThatOvertookEachOtherDoNotTurnTheClockBack() {
        tell("BotErrors", AlarmState.ALARM, 0);
        tell("BotErrors", AlarmState.OK, 120);
        tell("BotErrors", AlarmState.ALARM, 60);

        assertThat(cards().getFirst().html()).startsWith("✅");
    }

    @Test
    void newsThatComeTwiceAreShownAgainAndChangeNothing() {
        tell("BotErrors", AlarmState.ALARM, 0);
        tell("BotErrors", AlarmState.ALARM, 0);

        assertThat(cards()).hasSize(1);
        assertThat(incidents.all())
                .singleElement()
                .satisfies(incident -> assertThat(incident.revision()).isEqualTo(1));
    }

    @Test
    void manyAtOnceAreOneCard() {
        for (int i = 1; i <= 6; i++) {
            tell("Alarm" + i, AlarmState.ALARM, i);
        }
        tell("Alarm2", AlarmState.OK, 50);

        List<ShowCardV1> shown = cards();
        assertThat(shown).hasSize(Alarms.STORM);
        assertThat(shown.subList(0, Alarms.STORM - 1))
                .as("those that came before it was a storm")
                .allSatisfy(card -> assertThat(card.html()).contains("is a part of the storm below"));
        assertThat(shown.getLast().html())
                .startsWith("⛈ <b>6 alarms within a minute, 5 still ring</b>")
                .contains(
                        "🔴 <a href=\"https://example.org/RUNBOOK.md#boterrors\">Alarm1 fails.</a>",
                        "✅ <a href=\"https://example.org/RUNBOOK.md#boterrors\">Alarm2 fails.</a>",
                        "Alarm6 fails.");
        assertThat(labels(shown.getLast())).containsExactly("👀 Acknowledge", "🔕 Mute 1 h");
    }

    @Test
    void newsThatComeTogetherAreShownOnce() {
        Set<String> changed = new LinkedHashSet<>();
        for (int i = 1; i <= 9; i++) {
            alarms.handle(AlarmEvent.read(message("Alarm" + i, AlarmState.ALARM, i)), changed);
        }
        alarms.show(changed, "batch");

        assertThat(sent)
                .singleElement()
                .satisfies(message -> assertThat(((ShowCardV1) message).html()).contains("9 alarms within a minute"));
    }

    @Test
    void aStormIsAcknowledgedWhole() {
        for (int i = 1; i <= 5; i++) {
            tell("Alarm" + i, AlarmState.ALARM, i);
        }
        String data = cards().getLast().buttons().getFirst().getFirst().press();

        AlarmPress press = AlarmPress.parse(data).orElseThrow();
        press(press.button(), press.alarm());

        assertThat(incidents.all())
                .allSatisfy(incident -> assertThat(incident.acknowledgedBy()).contains("Ada"));
        assertThat(cards().getLast().html()).contains("👀 acknowledged by Ada");
    }

    @Test
    void alarmsThatManyTellAtTheSameTimeAreAllInTheStorm() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 12; i++) {
                int second = i;
                threads.execute(() -> tell("Alarm" + second, AlarmState.ALARM, second));
            }
        }

        assertThat(incidents.all()).hasSize(12);
        assertThat(cards().stream().map(ShowCardV1::html))
                .anySatisfy(html -> assertThat(html).contains("Alarm1 ", "Alarm6 ", "Alarm12 "));
    }

    @Test
    void aPressIsAnsweredAndShown() {
        tell("BotErrors", AlarmState.ALARM, 0);

        press(ButtonPressedV1.Button.ACKNOWLEDGE, Alarm.key("BotErrors"));

        assertThat(answers()).containsExactly("Acknowledged.");
        assertThat(cards().getFirst().html()).contains("👀 acknowledged by Ada");
    }

    @Test
    void aGraphIsAPicture() {
        tell("BotErrors", AlarmState.ALARM, 0);

        press(ButtonPressedV1.Button.GRAPH, Alarm.key("BotErrors"));

        assertThat(sent.getLast())
                .isEqualTo(new ShowPictureV1(
                        new ChatId(-4711), "press-1/graph", "<b>BotErrors</b>, the last three hours", "cG5n"));
    }

    @Test
    void whereThereIsNoPictureThatIsSaid() {
        picture = Optional.empty();
        tell("BotErrors", AlarmState.ALARM, 0);

        press(ButtonPressedV1.Button.GRAPH, Alarm.key("BotErrors"));

        assertThat(answers()).singleElement().asString().startsWith("There is no picture");
    }

    @Test
    void aPressUnderAForgottenCardIsAnswered() {
        press(ButtonPressedV1.Button.MUTE, "0123456789");

        assertThat(answers()).containsExactly("This was too long ago.");
    }

    @Test
    void theTextOfOthersIsShownAndNotInterpreted() {
        AlarmEvent news =
                AlarmEvent.read(message("<i>Evil</i>", AlarmState.ALARM, 0).replace("The bot", "<b>"));

        handle(news, "1");

        assertThat(cards().getFirst().html())
                .contains("&lt;i&gt;Evil&lt;/i&gt;")
                .doesNotContain("<i>");
    }

    @Test
    void whatIsNeitherAnAlarmNorAPressIsRefusedWithoutQuotingIt() {
        for (String body : List.of("", "secret", "{}", "{\"AlarmName\": \"secret\"}", "{\"type\": \"secret/1\"}")) {
            assertThatThrownBy(() -> AlarmEvent.read(body))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private synchronized void send(List<? extends OutboxMessage> messages) {
        sent.addAll(messages);
    }

    private void tell(String name, AlarmState state, int second) {
        handle(AlarmEvent.read(message(name, state, second)), name + state + second);
    }

    private void handle(AlarmEvent news, String cause) {
        Set<String> changed = new LinkedHashSet<>();
        alarms.handle(news, changed);
        alarms.show(changed, cause);
    }

    private static String message(String name, AlarmState state, int second) {
        return """
                {"AlarmName": "%s", "NewStateValue": "%s", "NewStateReason": "Threshold Crossed: 9 > 5",
                 "AlarmDescription": "%s fails.\\nFirst: logs of bot\\nRunbook: https://example.org/RUNBOOK.md#boterrors",
                 "StateChangeTime": "%s", "OldStateValue": "OK",
                 "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "StatisticType": "Statistic",
                             "Statistic": "SUM", "Dimensions": [{"name": "FunctionName", "value": "bot"}],
                             "Period": 60, "EvaluationPeriods": 3, "Threshold": 5.0}}""".formatted(
                        name,
                        state,
                        name.equals("BotErrors") ? "The bot" : name,
                        NOON.plusSeconds(second).toString().replace("Z", ".000+0000"));
    }

    private void press(ButtonPressedV1.Button button, String alarm) {
        handle(new AlarmEvent.Pressed(new ButtonPressedV1(alarm, button, "press-1", "Ada")), "press");
    }

    /// The cards as they look in the end, in the order in which they came up.
    private List<ShowCardV1> cards() {
        Map<String, ShowCardV1> shown = new LinkedHashMap<>();
        for (OutboxMessage message : sent) {
            if (message instanceof ShowCardV1 card) {
                shown.put(card.card().value(), card);
            }
        }
        return List.copyOf(shown.values());
    }

    private List<String> answers() {
        return sent.stream()
                .filter(AnswerCallbackV1.class::isInstance)
                .map(message -> ((AnswerCallbackV1) message).text())
                .toList();
    }

    private static List<String> labels(ShowCardV1 card) {
        return card.buttons().stream()
                .flatMap(List::stream)
                .map(Button::label)
                .toList();
    }
}
