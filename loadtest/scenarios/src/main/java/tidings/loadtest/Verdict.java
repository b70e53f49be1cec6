package tidings.loadtest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.loadtest.Plan.Criterion;

/// Whether a criterion holds.
///
/// @param value empty if the run does not tell, which is a failure, too
record Verdict(Criterion criterion, Optional<Double> value) {
    /// @param figures of a run, by name
    static List<Verdict> of(Plan plan, Map<String, Double> figures) {
        return plan.criteria().stream()
                .map(criterion -> new Verdict(criterion, Optional.ofNullable(figures.get(criterion.figure()))))
                .toList();
    }

    boolean holds() {
        return value.filter(criterion::holds).isPresent();
    }

    @Override
    public String toString() {
        return "%s %s: %s, wanted %s (%s)"
                .formatted(
                        holds() ? "✓" : "✗",
                        criterion.figure(),
                        value.map(Figures::shown).orElse("not measured"),
                        criterion.bound(),
                        criterion.because());
    }
}
