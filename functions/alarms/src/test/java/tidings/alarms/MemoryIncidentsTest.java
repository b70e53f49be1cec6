package tidings.alarms;

class MemoryIncidentsTest extends IncidentsContract {
    private final Incidents incidents = new MemoryIncidents();

    @Override
    Incidents incidents() {
        return incidents;
    }
}
