package tidings.alarms;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.aws.Json;
import tidings.aws.UnavailableException;
import tidings.chats.Chats;
import tidings.domain.ChatId;

/// The latest incident of each alarm, stored with the operators' chat. Thread-safe.
record Incidents(Chats chats, ChatId operators) {
    private static final int ATTEMPTS = 5;

    /// All that are stored, in no particular order.
    List<Incident> all() {
        return chats.incidents(operators).stream()
                .map(json -> Json.read(json, Incident.class))
                .toList();
    }

    /// Stores the incident as its alarm's latest, if the stored one is the revision before it; returns whether it did.
    boolean save(Incident incident) {
        return chats.saveIncident(operators, incident.alarm().key(), incident.revision(), Json.write(incident));
    }

    /// Those that a card shows.
    List<Incident> on(String card) {
        return all().stream().filter(incident -> incident.card().equals(card)).toList();
    }

    void updateAll(List<Incident> meant, Function<Incident, Incident> change) {
        meant.forEach(one -> update(one.alarm().key(), known -> known.map(change)));
    }

    /// Stores the change of an alarm's incident, however many instances change it at the same time. Empty where
    /// the change makes no incident.
    Optional<Incident> update(String key, Function<Optional<Incident>, Optional<Incident>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Incident> known = all().stream()
                    .filter(incident -> incident.alarm().key().equals(key))
                    .findFirst();
            Optional<Incident> next = change.apply(known);
            if (next.isEmpty() || next.equals(known) || save(next.get())) {
                return next;
            }
        }
        throw new UnavailableException("others change the incident of an alarm all the time");
    }
}
