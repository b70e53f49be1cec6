package tidings.alarms;

import java.util.List;

/// The last incident of each alarm.
interface Incidents {
    /// All that are stored, in no particular order; what was saved before is among them.
    List<Incident> all();

    /// Stores the incident as its alarm's last one, if what is stored is the revision before it. Returns whether it
    /// did.
    boolean save(Incident incident);
}
