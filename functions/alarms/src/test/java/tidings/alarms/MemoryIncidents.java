package tidings.alarms;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Incidents in memory; keeps the same contract as the table.
final class MemoryIncidents implements Incidents {
    private final Map<String, Incident> stored = new ConcurrentHashMap<>();

    @Override
    public List<Incident> all() {
        return List.copyOf(stored.values());
    }

    @Override
    public synchronized boolean save(Incident incident) {
        Incident before = stored.get(incident.alarm().key());
        if (incident.revision() != (before == null ? 1 : before.revision() + 1)) {
            return false;
        }
        stored.put(incident.alarm().key(), incident);
        return true;
    }
}
