package tidings.loadtest.budgets;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Compares what was measured last with what is allowed, and with what was measured before.
final class Budgets {
    /// Below that, two medians of a few rounds do not differ.
    private static final double NOTICEABLE = 0.05;

    private final List<Gate> gates;
    private final Map<String, List<Result>> kept;

    Budgets(List<Gate> gates, Map<String, List<Result>> kept) {
        this.gates = gates;
        this.kept = kept;
    }

    /// One line a gate.
    ///
    /// @return what is over its limit
    List<String> print(PrintStream out) {
        out.printf("%-82s %11s %23s %13s %11s%n", "gate", "measured", "least – most", "allowed", "goal");
        List<String> over = new ArrayList<>();
        for (Gate gate : gates) {
            Optional<Result.Spread> seen = last(gate.tool()).flatMap(gate::measured);
            String verdict = seen.map(spread -> verdict(gate, spread.median())).orElse("not measured");
            if (verdict.equals("OVER")) {
                over.add(gate.what());
            }
            out.printf(
                    "%-82s %11s %23s %13s %11s  %s%n",
                    gate.what(),
                    seen.map(spread -> Performance.number(spread.median())).orElse("–"),
                    seen.map(spread -> Performance.number(spread.least()) + " – " + Performance.number(spread.most()))
                            .orElse("–"),
                    (gate.atMost() == null ? "≥ " : "≤ ") + Performance.number(gate.limit()),
                    gate.goal() == null ? "" : Performance.number(gate.goal()),
                    verdict);
        }
        return over;
    }

    private static String verdict(Gate gate, double value) {
        if (!gate.keeps(value)) {
            return "OVER";
        }
        return gate.reaches(value) ? "ok" : "ok, short of the goal";
    }

    private Optional<Result> last(String tool) {
        return Optional.ofNullable(kept.get(tool)).map(List::getLast);
    }

    /// What the last result of each command has otherwise than the one before it.
    void printChanges(PrintStream out) {
        for (List<Result> results : kept.values()) {
            if (results.size() < 2) {
                continue;
            }
            Result before = results.get(results.size() - 2);
            Result after = results.getLast();
            out.printf("%n%s, from commit %s to %s:%n", after.tool(), before.commit(), after.commit());
            List<String> lines = after.samples().keySet().stream()
                    .flatMap(measure -> change(measure, before, after).stream())
                    .sorted(Comparator.reverseOrder())
                    .toList();
            lines.forEach(line -> out.println("  " + line));
            if (lines.isEmpty()) {
                out.println("  nothing that differs by more than a twentieth");
            }
        }
    }

    private static Optional<String> change(String measure, Result before, Result after) {
        Optional<Double> old = before.of(measure).map(Result.Spread::median);
        double now = after.of(measure).orElseThrow().median();
        return old.filter(value -> value != 0 && Math.abs(now / value - 1) > NOTICEABLE)
                .map(value -> String.format(
                        Locale.ROOT,
                        "× %.2f  %s: %s, was %s",
                        now / value,
                        measure,
                        Performance.number(now),
                        Performance.number(value)));
    }
}
