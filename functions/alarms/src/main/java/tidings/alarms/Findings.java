package tidings.alarms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.failures.ErrorTypes;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;

/// What an analysis of an incident found, as it is stored with the incident.
///
/// @param suspects the likeliest first
/// @param changed the latest change of a tunable within the last hours
/// @param advice what may help
/// @param error that was not met in the day before
record Findings(List<Suspect> suspects, Optional<Changed> changed, Optional<Advice> advice, Optional<NewError> error) {
    /// Something that moved.
    ///
    /// @param about the function, the queue or the tunable; empty where the cause says all
    /// @param now within the last ten minutes, in the unit of the cause
    /// @param before of the hour before, in ten minutes where it is a sum
    record Suspect(Cause cause, String about, double now, double before) {}

    /// @param tunable its id
    /// @param from the value before it
    /// @param by who changed it
    record Changed(String tunable, int from, int to, String by, Instant at) {
        static Changed of(TunableChange change, int from) {
            return new Changed(change.tunable().id(), from, change.value(), change.author(), change.at());
        }

        Optional<Tunable> known() {
            return Tunable.find(tunable);
        }
    }

    /// @param tunable its id
    record Advice(String tunable, int from, int to) {}

    /// @param type its class, and where our code met it
    /// @param times at least
    record NewError(String service, String type, Instant first, int times) {
        static NewError of(ErrorTypes.Seen seen) {
            return new NewError(seen.service(), seen.type(), seen.first(), seen.times());
        }
    }

    Findings {
        suspects = List.copyOf(suspects);
        error = error == null ? Optional.empty() : error; // as it was stored before
    }

    /// After an operator changed a tunable from the card.
    Findings after(Changed change) {
        return new Findings(suspects, Optional.of(change), Optional.empty(), error);
    }
}
