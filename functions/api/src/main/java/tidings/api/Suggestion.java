package tidings.api;

import java.util.Optional;
import tidings.settings.Tunable;

/// A change that measured numbers suggest.
///
/// @param id stable while its reason lasts
/// @param seen metric, value and period
/// @param cost what it costs as it is
/// @param change in a sentence
/// @param effect that is expected
/// @param undo how to take it back
/// @param live what it changes without a deployment
/// @param command what changes it otherwise
record Suggestion(
        String id,
        String seen,
        String cost,
        String change,
        String effect,
        String undo,
        Optional<Live> live,
        Optional<String> command) {
    /// @param measure that should get better
    record Live(String tunable, int from, int to, Measure measure) {}

    static Suggestion live(
            String id, String seen, String cost, Tunable tunable, int from, int to, Measure measure, String effect) {
        return new Suggestion(
                id,
                seen,
                cost,
                "set " + tunable.id() + " from " + from + " to " + to + " " + tunable.unit(),
                effect,
                "PUT /operators/api/v1/tunables/" + tunable.id() + " with " + from,
                Optional.of(new Live(tunable.id(), from, to, measure)),
                Optional.empty());
    }

    static Suggestion byCommand(
            String id, String seen, String cost, String change, String effect, String undo, String command) {
        return new Suggestion(id, seen, cost, change, effect, undo, Optional.empty(), Optional.of(command));
    }
}
