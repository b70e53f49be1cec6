package tidings.alarms;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.domain.ChatId;
import tidings.aws.Meter;
import tidings.aws.Queue;

/// Shows operators what rings: an incident is one card, edited as its state changes, and many at once are one card
/// together. Any number of instances may work side by side; handling news twice shows the same.
final class Alarms {
    /// So many that begin within a minute are a storm.
    static final int STORM = 4;

    private static final Duration STORM_WITHIN = Duration.ofMinutes(1);
    private static final Duration MUTE = Duration.ofHours(1);
    private static final int ATTEMPTS = 5;

    private final ChatId operators;
    private final Incidents incidents;
    private final MetricCharts pictures;
    private final Queue<OutboxMessage> outbox;
    private final Meter meter;
    private final InstantSource clock;

    Alarms(
            ChatId operators,
            Incidents incidents,
            MetricCharts pictures,
            Queue<OutboxMessage> outbox,
            Meter meter,
            InstantSource clock) {
        this.operators = operators;
        this.incidents = incidents;
        this.pictures = pictures;
        this.outbox = outbox;
        this.meter = meter;
        this.clock = clock;
    }

    /// Takes news in; what is to be shown for them is told by [#show], once for many.
    ///
    /// @param changed takes up the cards that changed
    void handle(AlarmEvent news, Set<String> changed) {
        switch (news) {
            case AlarmChange change -> changed(change, changed);
            case AlarmEvent.Pressed(ButtonPressedV1 press) -> pressed(press, changed);
        }
    }

    /// @param cause what is sent is named after it
    void show(Set<String> cards, String cause) {
        cards.forEach(card -> show(card, cause));
    }

    private void changed(AlarmChange change, Set<String> changed) {
        meter.count("AlarmChanged", change.state().name().toLowerCase(Locale.ROOT), 1);
        Optional<Incident> incident = update(change.alarm().key(), known -> Incident.after(known, change));
        incident.ifPresent(known -> changed.add(foldedIfStormy(known, changed).card()));
    }

    /// An incident that begins with others becomes a part of a storm, and so do they.
    private Incident foldedIfStormy(Incident begun, Set<String> changed) {
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
        Incident folded = begun;
        for (Incident one : together) {
            if (one.storm().isEmpty()) {
                Optional<Incident> joined = update(
                        one.alarm().key(),
                        known -> known.map(incident -> incident.storm().isPresent() ? incident : incident.in(storm)));
                if (one.alarm().equals(begun.alarm())) {
                    folded = joined.orElse(begun);
                } else if (!changed.remove(one.ownCard())) {
                    // It was shown before, on its own.
                    outbox.send(new ShowCardV1(
                            Place.of(operators),
                            CardId.ofAlarm(one.ownCard()),
                            one.ownCard() + "/" + storm,
                            AlarmCards.folded(one)));
                }
            }
        }
        return folded;
    }

    /// The storm that is there already, or one that is named after its beginning.
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

    private void pressed(ButtonPressedV1 press, Set<String> changed) {
        List<Incident> meant = incidents.all().stream()
                .filter(incident -> incident.alarm().key().equals(press.alarm())
                        || incident.storm().equals(Optional.of(press.alarm())))
                .toList();
        if (meant.isEmpty()) {
            answer(press, "This was too long ago.");
            return;
        }
        switch (press.button()) {
            case ACKNOWLEDGE -> {
                updateAll(meant, incident -> incident.acknowledged(press.by()));
                changed.add(meant.getFirst().card());
                answer(press, "Acknowledged.");
            }
            case MUTE -> {
                updateAll(meant, incident -> incident.muted(clock.instant().plus(MUTE)));
                changed.add(meant.getFirst().card());
                answer(press, "Muted for an hour: it will not come up anew.");
            }
            case GRAPH -> draw(meant.getFirst().alarm(), press);
        }
    }

    private void draw(Alarm alarm, ButtonPressedV1 press) {
        Optional<byte[]> picture = alarm.widget().isEmpty() ? Optional.empty() : pictures.draw(alarm.widget());
        if (picture.isEmpty()) {
            answer(press, "There is no picture to be had. The dashboard has its metrics.");
            return;
        }
        answer(press, "");
        outbox.send(new ShowPictureV1(
                Place.of(operators),
                press.press() + "/graph",
                Html.bold(Html.line(alarm.name(), 200)) + ", the last three hours",
                Base64.getEncoder().encodeToString(picture.get())));
    }

    private void answer(ButtonPressedV1 press, String text) {
        outbox.send(new AnswerCallbackV1(press.press(), text));
    }

    private void updateAll(List<Incident> meant, Function<Incident, Incident> change) {
        meant.forEach(one -> update(one.alarm().key(), known -> known.map(change)));
    }

    /// Stores what becomes of the incident that is known of an alarm, however many change it at the same time. Empty
    /// when nothing becomes of it.
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
        throw new IllegalStateException("an alarm changes too quickly to be kept; it is tried again");
    }

    /// Shows a card as it is stored. Another instance may change it meanwhile and be overtaken on the way, so what was
    /// shown is compared with what is stored afterwards.
    private void show(String card, String cause) {
        List<Incident> shown = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Incident> stored = incidents.all().stream()
                    .filter(incident -> incident.card().equals(card))
                    .toList();
            if (stored.isEmpty() || stored.equals(shown)) {
                return;
            }
            outbox.send(card(stored, card, cause + "/" + card + "/" + attempt));
            shown = stored;
        }
    }

    private ShowCardV1 card(List<Incident> stored, String card, String id) {
        Incident first = stored.getFirst();
        Card content = first.storm().isPresent() ? AlarmCards.storm(stored) : AlarmCards.of(first);
        return new ShowCardV1(Place.of(operators), CardId.ofAlarm(card), id, content);
    }
}
