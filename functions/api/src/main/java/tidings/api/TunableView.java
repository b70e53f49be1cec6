package tidings.api;

import java.time.Instant;
import java.util.Optional;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.Tunables;

/// A tunable as the API shows it.
///
/// @param value the current one
/// @param change where the value is from; the profile's number applies where there is none
record TunableView(String name, int value, String unit, int min, int max, Optional<Change> change) {
    record Change(int value, String reason, String author, Instant at, Optional<Instant> until) {
        static Change of(TunableChange change) {
            return new Change(change.value(), change.reason(), change.author(), change.at(), change.until());
        }
    }

    static TunableView of(Tunable tunable, Tunables tunables) {
        return new TunableView(
                tunable.id(),
                tunables.get(tunable),
                tunable.unit(),
                tunable.min(),
                tunable.max(),
                tunables.change(tunable).map(Change::of));
    }

    /// The tunable that the path's `{name}` names.
    static Tunable tunable(Request request) {
        String name = request.pathParameter("name");
        return Tunable.find(name)
                .orElseThrow(() -> ProblemException.notFound(
                        "no tunable " + name + "; the tunables are " + String.join(", ", Tunable.ids())));
    }
}
