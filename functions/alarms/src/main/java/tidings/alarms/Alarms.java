package tidings.alarms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import tidings.aws.Delivery;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.failures.FailureNotes;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.preferences.ChatSettings;
import tidings.settings.AppliedChange;
import tidings.settings.InMemoryTunableStore;
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

    private final Chats chats;
    private final ChatId operators;
    private final Incidents incidents;
    private final Undo undo;
    private final Function<String, Optional<byte[]>> charts;
    private final Function<Instant, Findings> analysis;
    private final Remedies remedies;
    private final Queue<OutboxMessage> outbox;
    private final InstantSource clock;

    /// The cards to show after the batch, each with the delivery that changed it last.
    private final Map<String, String> changed = new LinkedHashMap<>();

    /// @param charts draws a metric widget as a PNG picture; empty where there is none
    /// @param analysis looks for causes of what rings at that time
    Alarms(
            Chats chats,
            ChatId operators,
            TunableStore tunables,
            Function<String, Optional<byte[]>> charts,
            Function<Instant, Findings> analysis,
            Remedies remedies,
            Queue<OutboxMessage> outbox,
            InstantSource clock) {
        this.chats = chats;
        this.operators = operators;
        this.incidents = new Incidents(chats, operators);
        this.undo = new Undo(tunables, clock);
        this.charts = charts;
        this.analysis = analysis;
        this.remedies = remedies;
        this.outbox = outbox;
        this.clock = clock;
    }

    static Role<AlarmEvent> of(AlarmsConfig config, Wiring wiring) {
        Chats chats = wiring.isSilent()
                ? new InMemoryChats()
                : new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        CloudWatchClient cloudWatch = wiring.shared(
                CloudWatchClient.class,
                () -> wiring.client(CloudWatchClient.builder()).build());
        TunableStore tunables = wiring.isSilent()
                ? new InMemoryTunableStore()
                : new DynamoDbTunableStore(
                        DynamoDb.of(wiring), config.analysis().tunablesTable());
        return config.operatorsChat()
                .<Role<AlarmEvent>>map(chat -> new Alarms(
                        chats,
                        chat,
                        tunables,
                        new CloudWatchCharts(cloudWatch)::draw,
                        new Analysis(
                                cloudWatch,
                                config.analysis(),
                                tunables,
                                FailureNotes.shared(wiring, config.analysis().sourcesTable())::get)::of,
                        new Remedies(tunables, config.analysis().profile(), wiring.clock()),
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
        cards.forEach(this::explain);
    }

    private void changed(AlarmChange change, String cause) {
        Optional<Incident> incident =
                incidents.update(change.alarm().key(), known -> Incident.after(known, change, clock.instant()));
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
        String storm = Incidents.storm(together);
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
        return incidents.update(
                one.alarm().key(),
                known -> known.map(incident -> incident.storm().isPresent() ? incident : incident.in(storm)));
    }

    private void pressed(ButtonPressedV1 press, String cause) {
        Optional<AppliedChange> applied = AppliedChange.parse(press.alarm());
        if (press.button() == ButtonPressedV1.Button.UNDO && applied.isPresent()) {
            outbox.send(undo.pressed(applied.get(), press, Place.of(operators), texts()));
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
                incidents.updateAll(meant, incident -> incident.acknowledged(press.by()));
                changed.put(meant.getFirst().card(), cause);
                answer(press, texts().get("alarm.answer.acknowledged"));
            }
            case MUTE -> {
                incidents.updateAll(
                        meant, incident -> incident.muted(clock.instant().plus(MUTE)));
                changed.put(meant.getFirst().card(), cause);
                answer(press, texts().get("alarm.answer.muted"));
            }
            case GRAPH -> draw(meant.getFirst().alarm(), press);
            case UNDO -> change(meant, press, cause, remedies::undo);
            case APPLY -> change(meant, press, cause, remedies::apply);
        }
    }

    /// Changes a tunable as one of the incidents proposes, and shows that.
    private void change(
            List<Incident> meant,
            ButtonPressedV1 press,
            String cause,
            BiFunction<Findings, String, Optional<Findings>> remedy) {
        Optional<Incident> explained = meant.stream()
                .filter(incident -> incident.findings().isPresent())
                .findFirst();
        Optional<Findings> after =
                explained.flatMap(Incident::findings).flatMap(findings -> remedy.apply(findings, press.by()));
        after.ifPresent(findings -> {
            incidents.updateAll(List.of(explained.get()), incident -> incident.explained(findings));
            changed.put(meant.getFirst().card(), cause);
        });
        answer(
                press,
                after.flatMap(Findings::changed)
                        .map(change -> texts().get("alarm.answer.set", change.tunable(), change.to()))
                        .orElseGet(() -> texts().get("alarm.answer.changed-since")));
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
        outbox.send(AnswerCallbackV1.in(Place.of(operators), press.press(), press.press(), text));
    }

    /// Shows a card as it is stored. Another instance may change the incident at the same time and send its card
    /// first, so what was shown is compared with what is stored afterwards.
    private void show(String card, String cause) {
        AlarmCards cards = new AlarmCards(texts());
        List<Incident> shown = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Incident> stored = incidents.on(card);
            if (stored.isEmpty() || stored.equals(shown)) {
                return;
            }
            Incident first = stored.getFirst();
            Card content = first.storm().isPresent() ? cards.storm(stored) : cards.of(first);
            outbox.send(show(card, cause + "/" + card + "/" + attempt, content));
            shown = stored;
        }
    }

    /// Names causes on a card that is shown by now, so that nobody waits for them; where CloudWatch cannot be
    /// asked, it stays as it is.
    private void explain(String card, String cause) {
        List<Incident> shown = incidents.on(card);
        if (shown.stream().noneMatch(Incident::isOpen)
                || shown.stream().anyMatch(incident -> incident.findings().isPresent())) {
            return;
        }
        try {
            Findings findings = analysis.apply(clock.instant());
            incidents.updateAll(List.of(shown.getFirst()), incident -> incident.explained(findings));
            show(card, cause + "/explained");
        } catch (RuntimeException e) {
            LOG.warn("the causes of an alarm are not shown: {}", e.toString());
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
