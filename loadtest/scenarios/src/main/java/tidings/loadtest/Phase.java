package tidings.loadtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tidings.loadtest.queueing.Crowd;

/// A part of the scenario `forecast`: a crowd that has the stack to itself.
///
/// @param from seconds since the beginning of the load
record Phase(String name, double from, Crowd crowd) {
    /// The one whose work is measured.
    static final String FITTED = "fitted";

    private static final List<String> NAMES = List.of("warm", "fewer", FITTED, "more", "spike");

    /// Seconds in which nobody asks, so that no answer is still under way when the next ones come.
    private static final double BREAK = 15;

    static List<Phase> of(Plan plan) {
        List<Phase> phases = new ArrayList<>();
        double from = 1;
        for (String name : NAMES) {
            Crowd crowd = new Crowd(
                    plan.count(name + "-people"),
                    plan.sizes().getOrDefault(name + "-comes", plan.size("think-to")),
                    plan.size(name + "-seconds"),
                    plan.size("think-from"),
                    plan.size("think-to"),
                    (int) (double) plan.sizes().getOrDefault(name + "-requests", (double) Integer.MAX_VALUE));
            phases.add(new Phase(name, from, crowd));
            from += crowd.seconds() + BREAK;
        }
        return phases;
    }

    /// When nobody asks any more.
    double until() {
        return from + crowd.seconds();
    }

    /// When the next one begins.
    double next() {
        return until() + BREAK;
    }

    static Duration duration(double seconds) {
        return Duration.ofMillis((long) (1_000 * seconds));
    }
}
