package tidings.alarms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Delivery;
import tidings.aws.QueueSource;
import tidings.aws.Role;
import tidings.aws.UnreadableException;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.domain.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.settings.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.alarms.OperatorsChat.labels;
import static tidings.alarms.OperatorsChat.notification;

class AlarmsTest {
    private final OperatorsChat chat = new OperatorsChat();

    @Test
    void anIncidentIsOneCardThatChanges() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.OK, 120);

        assertThat(chat.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html())
                        .startsWith("✅ <b>The bot fails.</b>")
                        .contains("21 Nov 12:00 to 12:02")
                        .contains("<code>BotErrors</code>"));
    }

    @Test
    void theCardOfAnOpenIncidentSaysWhatToLookAtFirstAndHasButtons() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);

        ShowCardV1 card = chat.cards().getFirst();
        assertThat(card.html())
                .startsWith("🔴 <b>The bot fails.</b>")
                .contains("Threshold Crossed: 9 &gt; 5")
                .contains("First: <code>logs of bot</code>");
        assertThat(labels(card)).containsExactly("👀 Acknowledge", "🔕 Mute 1 h", "📈 Graph", "📖 Runbook");
        assertThat(card.buttons().get(1).get(1).url()).contains("https://example.org/RUNBOOK.md#boterrors");
        assertThat(card.buttons().get(0).get(1).press()).isEqualTo("alarm|1|mute|" + Alarm.key("BotErrors"));
    }

    @Test
    void theCardIsInTheLanguageOfTheOperatorsChat() {
        chat.speaks("de");

        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.OK, 120);

        assertThat(chat.cards().getFirst().html()).contains("21. Nov. 12:00 bis 12:02");
        assertThat(labels(chat.cards().getFirst())).contains("📈 Diagramm");
    }

    @Test
    void anAlarmThatWasOkBeforeIsNotShown() {
        chat.notify("BotErrors", AlarmState.OK, 0);

        assertThat(chat.sent).isEmpty();
    }

    @Test
    void anAlarmThatFiresAgainSoonStaysOnItsCard() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.OK, 60);
        chat.notify("BotErrors", AlarmState.ALARM, 120);

        assertThat(chat.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).startsWith("🔴").contains("rang 2 times"));
    }

    @Test
    void anAlarmThatFiresAgainMuchLaterHasANewCard() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.OK, 60);
        chat.notify("BotErrors", AlarmState.ALARM, 60 + 601);

        assertThat(chat.cards()).hasSize(2);
    }

    @Test
    void aMutedAlarmHasNoNewCardForAnHour() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.press(ButtonPressedV1.Button.MUTE, Alarm.key("BotErrors"));
        chat.notify("BotErrors", AlarmState.OK, 60);
        chat.notify("BotErrors", AlarmState.ALARM, 3_000);

        assertThat(chat.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).contains("🔕 muted until 13:00 UTC"));

        chat.notify("BotErrors", AlarmState.OK, 3_060);
        chat.notify("BotErrors", AlarmState.ALARM, 7_300);

        assertThat(chat.cards()).hasSize(2);
    }

    @Test
    void notificationsThatArriveOutOfOrderDoNotTurnTheClockBack() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.OK, 120);
        chat.notify("BotErrors", AlarmState.ALARM, 60);

        assertThat(chat.cards().getFirst().html()).startsWith("✅");
    }

    @Test
    void aNotificationThatArrivesTwiceIsShownAgainAndChangesNothing() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        chat.notify("BotErrors", AlarmState.ALARM, 0);

        assertThat(chat.cards()).hasSize(1);
        assertThat(chat.incidents.all())
                .singleElement()
                .satisfies(incident -> assertThat(incident.revision()).isEqualTo(1));
    }

    @Test
    void aPressIsAnsweredAndShown() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);

        chat.press(ButtonPressedV1.Button.ACKNOWLEDGE, Alarm.key("BotErrors"));

        assertThat(chat.answers()).containsExactly("Acknowledged.");
        assertThat(chat.cards().getFirst().html()).contains("👀 acknowledged by Ada");
    }

    @Test
    void aGraphIsAPicture() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);

        chat.press(ButtonPressedV1.Button.GRAPH, Alarm.key("BotErrors"));

        assertThat(chat.sent.getLast())
                .isEqualTo(new ShowPictureV1(
                        Place.of(OperatorsChat.CHAT),
                        "press-1/graph",
                        "<b>BotErrors</b>, the last three hours",
                        "cG5n"));
    }

    @Test
    void aMissingGraphIsReported() {
        chat.chart = Optional.empty();
        chat.notify("BotErrors", AlarmState.ALARM, 0);

        chat.press(ButtonPressedV1.Button.GRAPH, Alarm.key("BotErrors"));

        assertThat(chat.answers()).singleElement().asString().startsWith("No graph available");
    }

    @Test
    void aPressUnderAForgottenCardIsAnswered() {
        chat.press(ButtonPressedV1.Button.MUTE, "0123456789");

        assertThat(chat.answers()).containsExactly("This alarm is too old.");
        assertThat(((AnswerCallbackV1) chat.sent.getLast()).late())
                .as("for operators who press while Telegram is away")
                .hasValueSatisfying(card -> assertThat(card.place()).isEqualTo(Place.of(OperatorsChat.CHAT)));
    }

    @Test
    void theTextOfOthersIsEscaped() {
        AlarmEvent event =
                AlarmEvent.read(notification("<i>Evil</i>", AlarmState.ALARM, 0).replace("The bot", "<b>"));

        chat.handle(event, "1");

        assertThat(chat.cards().getFirst().html())
                .contains("&lt;i&gt;Evil&lt;/i&gt;")
                .doesNotContain("<i>");
    }

    @Test
    void aMessageThatIsNeitherANotificationNorAPressIsRefusedWithoutQuotingIt() {
        for (String body : List.of("", "secret", "{}", "{\"AlarmName\": \"secret\"}", "{\"type\": \"secret/1\"}")) {
            assertThatThrownBy(() -> AlarmEvent.read(body))
                    .isInstanceOf(UnreadableException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aPressOfANewerVersionWaitsForThatVersion() {
        assertThatThrownBy(() -> AlarmEvent.read("{\"type\": \"button-held/1\"}"))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isNewer()).isTrue());
    }

    @Test
    void ofTwoWhoChangeTheSameRevisionOfAnIncidentOneIsRefused() {
        chat.notify("BotErrors", AlarmState.ALARM, 0);
        Incident rings = chat.incidents.all().getFirst();

        Incident next = rings.acknowledged("Ada");
        assertThat(chat.incidents.save(next)).isTrue();
        assertThat(chat.incidents.save(rings.acknowledged("Grace"))).isFalse();
        assertThat(chat.incidents.all()).containsExactly(next);
    }

    @Test
    void anIncidentThatTheFirstVersionStoredIsRead() {
        chat.chats.saveIncident(OperatorsChat.CHAT, Alarm.key("BotErrors"), 1, """
                {"alarm":{"name":"BotErrors","symptom":"The bot fails.","first":"logs of bot","runbook":"","widget":"{}"},
                 "state":"alarm","reason":"too much","opened":"2026-11-21T12:00:00Z","changed":"2026-11-21T12:00:00Z",
                 "times":1,"acknowledgedBy":"Ada","mutedUntil":"2026-11-21T13:00:00Z","storm":null,"revision":1}""");

        chat.notify("BotErrors", AlarmState.OK, 120);

        assertThat(chat.cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html())
                        .startsWith("✅ <b>The bot fails.</b>")
                        .contains("👀 acknowledged by Ada", "🔕 muted until 13:00 UTC"));
        assertThat(chat.incidents.all())
                .singleElement()
                .satisfies(incident -> assertThat(incident.revision()).isEqualTo(2));
    }

    @Test
    void itIsPrimedWithoutANetwork() {
        AlarmsConfig config = new AlarmsConfig(
                new QueueSource("test", List.of()),
                "https://sqs.example.org/outbox.fifo",
                "chats",
                Optional.of(OperatorsChat.CHAT),
                new AnalysisConfig(
                        "Tidings/test",
                        Map.of("bot", "tidings-bot", "scheduler", "tidings-scheduler", "rollout", "tidings-rollout"),
                        List.of(),
                        "cache",
                        "database",
                        "proxy",
                        "tunables",
                        "sources",
                        Profile.all().get("production")));
        Role<AlarmEvent> silent = Alarms.of(config, Wiring.silent());

        AlarmEvent event = AlarmEvent.read(notification("BotErrors", AlarmState.ALARM, 0));
        assertThat(silent.handle(new Delivery<>(event, "1", 1, 0))).isEqualTo(Verdict.DONE);
        silent.afterBatch();
        for (ButtonPressedV1 press : List.of(
                new ButtonPressedV1(Alarm.key("BotErrors"), ButtonPressedV1.Button.GRAPH, "2", "Ada"),
                new ButtonPressedV1("listing-ttl.600.1764500000", ButtonPressedV1.Button.UNDO, "3", "Ada"))) {
            assertThat(silent.handle(new Delivery<>(new AlarmEvent.ButtonPress(press), press.press(), 1, 0)))
                    .isEqualTo(Verdict.DONE);
        }
    }
}
