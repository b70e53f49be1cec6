package tidings.alarms;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import tidings.aws.Delivery;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.aws.UnavailableException;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.preferences.ChatSettings;
import tidings.settings.AppliedChange;
import tidings.settings.TunableStore;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Shows operators their alarms: an incident is one card, edited as its state changes, and an alarm storm is one card
/// for many incidents. What the autopilot changed is taken back for them. Cards that a batch of messages changed
/// are shown once, after the batch. Idempotent. Thread-safe, and any number of instances may work in parallel.
final class Alarms implements Role<AlarmEvent> {
    /// So many incidents that begin within a minute are a storm.
    static final int STORM = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration STORM_WITHIN = Duration.ofMinutes(1);
    private static final Duration MUTE = Duration.ofHours(1);
    private static final int ATTEMPTS = 5;
    private static final int NAME = 64;

    private final Chats chats;
    private final ChatId operators;
    private final Incidents incidents;
    private final Undo undo;
    private final Function<String, Optional<byte[]>> charts;
    private final Queue<OutboxMessage> outbox;
    private final InstantSource clock;

    /// The cards to show after the batch, each with the delivery that changed it last.
    private final Map<String, String> changed = new LinkedHashMap<>();

    /// @param charts draws a metric widget as a PNG picture; empty where there is none
    Alarms(
            Chats chats,
            ChatId operators,
            TunableStore tunables,
            Function<String, Optional<byte[]>> charts,
            Queue<OutboxMessage> outbox,
            InstantSource clock) {
        this.chats = chats;
        this.operators = operators;
        this.incidents = new Incidents(chats, operators);
        this.undo = new Undo(tunables, clock);
        this.charts = charts;
        this.outbox = outbox;
        this.clock = clock;
    }

    static Role<AlarmEvent> of(AlarmsConfig config, Wiring wiring) {
        Chats chats = wiring.isSilent()
                ? new InMemoryChats()
                : new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        CloudWatchCharts charts = new CloudWatchCharts(wiring.shared(
                CloudWatchClient.class,
                () -> wiring.client(CloudWatchClient.builder()).build()));
        return config.operatorsChat()
                .<Role<AlarmEvent>>map(chat -> new Alarms(
                        chats,
                        chat,
                        new DynamoDbTunableStore(DynamoDb.of(wiring), config.tunablesTable()),
                        charts::draw,
                        wiring.queue(config.outboxQueueUrl()),
                        wiring.clock()))
                .orElse(_ -> {
                    LOG.info("there is no operators' chat to show an alarm in");
                    return Verdict.DONE;
                });
    }

    @Override
    public synchronized Verdict handle(Delivery<AlarmEvent> delivery) {
        String cause = delivery.id() + "/" + delivery.attempt();
        switch (delivery.message()) {
            case AlarmChange change -> changed(change, cause);
            case AlarmEvent.ButtonPress(ButtonPressedV1 press) -> pressed(press, cause);
        }
        return Verdict.DONE;
    }

    @Override
    public synchronized void afterBatch() {
        Map<String, String> cards = new LinkedHashMap<>(changed);
        changed.clear();
        cards.forEach(this::show);
    }

    private void changed(AlarmChange change, String cause) {
        Optional<Incident> incident =
                update(change.alarm().key(), known -> Incident.after(known, change, clock.instant()));
        incident.ifPresent(known -> changed.put(foldedIfStormy(known).card(), cause));
    }

    /// An incident that begins together with others joins a storm, and so do they.
    private Incident foldedIfStormy(Incident begun) {
        if (begun.storm().isPresent() || !begun.isOpen()) {
            return begun;
        }
        List<Incident> together = incidents.all().stream()
                .filter(Incident::isOpen)
                .filter(other ->
                        Duration.between(other.opened(), begun.opened()).abs().compareTo(STORM_WITHIN) <= 0)
                .toList();
        if (together.size() < STORM) {
            return begun;
        }
        String storm = storm(together);
        for (Incident one : together) {
            if (one.storm().isEmpty() && !one.alarm().equals(begun.alarm())) {
                if (changed.remove(one.ownCard()) == null) {
                    // An earlier batch showed it on a card of its own.
                    String id = one.ownCard() + "/" + storm;
                    outbox.send(show(one.ownCard(), id, new AlarmCards(texts()).folded(one)));
                }
                join(one, storm);
            }
        }
        // Last: if this fails halfway, the message comes back and finds who has not joined yet.
        return join(begun, storm).orElse(begun);
    }

    private Optional<Incident> join(Incident one, String storm) {
        return update(
                one.alarm().key(),
                known -> known.map(incident -> incident.storm().isPresent() ? incident : incident.in(storm)));
    }

    /// The name of the storm that exists already, or of one that begins with the first incident.
    private static String storm(List<Incident> together) {
        return together.stream()
                .flatMap(incident -> incident.storm().stream())
                .min(String::compareTo)
                .orElseGet(() -> "storm."
                        + together.stream()
                                .mapToLong(incident -> incident.opened().getEpochSecond())
                                .min()
                                .orElseThrow());
    }

    private void pressed(ButtonPressedV1 press, String cause) {
        if (press.button() == ButtonPressedV1.Button.UNDO) {
            AppliedChange.parse(press.alarm())
                    .ifPresentOrElse(change -> undo(change, press), () -> answer(press, texts().get("alarm.gone")));
            return;
        }
        List<Incident> meant = incidents.all().stream()
                .filter(incident -> incident.alarm().key().equals(press.alarm())
                        || incident.storm().equals(Optional.of(press.alarm())))
                .toList();
        if (meant.isEmpty()) {
            answer(press, texts().get("alarm.gone"));
            return;
        }
        switch (press.button()) {
            case ACKNOWLEDGE -> {
                updateAll(meant, incident -> incident.acknowledged(press.by()));
                changed.put(meant.getFirst().card(), cause);
                answer(press, texts().get("alarm.answer.acknowledged"));
            }
            case MUTE -> {
                updateAll(meant, incident -> incident.muted(clock.instant().plus(MUTE)));
                changed.put(meant.getFirst().card(), cause);
                answer(press, texts().get("alarm.answer.muted"));
            }
            case GRAPH -> draw(meant.getFirst().alarm(), press);
            case UNDO -> throw new IllegalStateException("no alarm can be undone");
        }
    }

    private void undo(AppliedChange change, ButtonPressedV1 press) {
        if (!undo.undo(change, press.by())) {
            answer(press, texts().get("autopilot.answer.changed"));
            return;
        }
        answer(press, texts().get("autopilot.answer.undone"));
        String tunable = Html.bold(Html.text(change.tunable().id()));
        String html = texts().get("autopilot.undone", tunable, change.from(), Html.line(press.by(), NAME));
        outbox.send(show(change.key(), press.press() + "/undone", Card.of(html)));
    }

    private void draw(Alarm alarm, ButtonPressedV1 press) {
        Optional<byte[]> chart = alarm.widget().isEmpty() ? Optional.empty() : charts.apply(alarm.widget());
        if (chart.isEmpty()) {
            answer(press, texts().get("alarm.answer.no-graph"));
            return;
        }
        answer(press, "");
        outbox.send(new ShowPictureV1(
                Place.of(operators),
                press.press() + "/graph",
                texts().get("alarm.graph", Html.bold(Html.line(alarm.name(), 200))),
                Base64.getEncoder().encodeToString(chart.get())));
    }

    private void answer(ButtonPressedV1 press, String text) {
        outbox.send(new AnswerCallbackV1(press.press(), text));
    }

    private void updateAll(List<Incident> meant, Function<Incident, Incident> change) {
        meant.forEach(one -> update(one.alarm().key(), known -> known.map(change)));
    }

    /// Stores the change of an alarm's incident, however many instances change it at the same time. Empty where the
    /// change makes no incident.
    private Optional<Incident> update(String key, Function<Optional<Incident>, Optional<Incident>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Incident> known = incidents.all().stream()
                    .filter(incident -> incident.alarm().key().equals(key))
                    .findFirst();
            Optional<Incident> next = change.apply(known);
            if (next.isEmpty() || next.equals(known) || incidents.save(next.get())) {
                return next;
            }
        }
        throw new UnavailableException("others change the incident of an alarm all the time");
    }

    /// Shows a card as it is stored. Another instance may change the incident at the same time and send its card
    /// first, so what was shown is compared with what is stored afterwards.
    private void show(String card, String cause) {
        AlarmCards cards = new AlarmCards(texts());
        List<Incident> shown = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Incident> stored = incidents.all().stream()
                    .filter(incident -> incident.card().equals(card))
                    .toList();
            if (stored.isEmpty() || stored.equals(shown)) {
                return;
            }
            Incident first = stored.getFirst();
            Card content = first.storm().isPresent() ? cards.storm(stored) : cards.of(first);
            outbox.send(show(card, cause + "/" + card + "/" + attempt, content));
            shown = stored;
        }
    }

    private ShowCardV1 show(String card, String id, Card content) {
        return new ShowCardV1(Place.of(operators), CardId.ofAlarm(card), id, content);
    }

    private Texts texts() {
        return Texts.of(chats.settings(operators)
                .get()
                .flatMap(settings -> settings.get(ChatSettings.LANGUAGE))
                .orElse(Texts.DEFAULT));
    }
}
