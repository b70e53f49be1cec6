package tidings.alarms;

import java.util.List;
import tidings.aws.Json;
import tidings.chats.Chats;
import tidings.domain.ChatId;

/// The latest incident of each alarm, stored with the operators' chat. Thread-safe.
record Incidents(Chats chats, ChatId operators) {
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
}
