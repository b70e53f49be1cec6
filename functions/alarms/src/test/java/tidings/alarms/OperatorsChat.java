package tidings.alarms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tidings.aws.Delivery;
import tidings.aws.UnavailableException;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Profile;
import tidings.settings.TunableStore;
import tidings.telegram.Button;

/// A chat of operators at noon, the notifications that arrive there, and what is shown for them. Thread-safe.
final class OperatorsChat {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final ChatId CHAT = new ChatId(-4711);

    final InMemoryChats chats = new InMemoryChats();
    final Incidents incidents = new Incidents(chats, CHAT);
    final List<OutboxMessage> sent = new ArrayList<>();
    /// How many messages the queue takes before it refuses one.
    int refused = -1;

    Optional<byte[]> chart = Optional.of("png".getBytes(StandardCharsets.US_ASCII));

    final TunableStore tunables = new InMemoryTunableStore();

    /// What an analysis finds; CloudWatch is away where nothing else is said.
    Function<Instant, Findings> analysis = _ -> {
        throw new UnavailableException("CloudWatch is away");
    };

    private Instant now() {
        return NOON.plusSeconds(30);
    }

    /// Another instance of the function.
    Alarms instance() {
        Remedies remedies = new Remedies(tunables, Profile.all().get("production"), this::now);
        return new Alarms(chats, CHAT, _ -> chart, analysis, remedies, this::send, this::now);
    }

    private synchronized void send(List<? extends OutboxMessage> messages) {
        if (sent.size() == refused) {
            refused = -1;
            throw new UnavailableException("the queue is away");
        }
        sent.addAll(messages);
    }

    void speaks(String language) {
        chats.settings(CHAT)
                .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of(language)), true));
    }

    void notify(String name, AlarmState state, int second) {
        handle(AlarmEvent.read(notification(name, state, second)), name + state + second);
    }

    void press(ButtonPressedV1.Button button, String alarm) {
        handle(new AlarmEvent.ButtonPress(new ButtonPressedV1(alarm, button, "press-1", "Ada")), "press");
    }

    void handle(AlarmEvent event, String id) {
        Alarms alarms = instance();
        alarms.handle(new Delivery<>(event, id, 1, 0));
        alarms.afterBatch();
    }

    static String notification(String name, AlarmState state, int second) {
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

    /// The cards as they look in the end, in the order in which they were first shown.
    List<ShowCardV1> cards() {
        Map<String, ShowCardV1> shown = new LinkedHashMap<>();
        for (OutboxMessage message : sent) {
            if (message instanceof ShowCardV1 card) {
                shown.put(card.card().value(), card);
            }
        }
        return List.copyOf(shown.values());
    }

    List<String> answers() {
        return sent.stream()
                .filter(AnswerCallbackV1.class::isInstance)
                .map(message -> ((AnswerCallbackV1) message).text())
                .toList();
    }

    static List<String> labels(ShowCardV1 card) {
        return card.buttons().stream().flatMap(List::stream).map(Button::label).toList();
    }
}
