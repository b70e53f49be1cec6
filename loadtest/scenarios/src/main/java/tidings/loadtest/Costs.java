package tidings.loadtest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What people's updates cost, from the beginning of a run on.
///
/// @param requests of Reddit before it
/// @param transactions of the database before it
record Costs(Inside inside, Instant began, double requests, OptionalDouble transactions) {
    static Costs from(Inside inside, Instant began) {
        return new Costs(inside, began, inside.redditRequests(), inside.transactions());
    }

    /// Feeds are also fetched that nobody asked for: that is no command's cost.
    ///
    /// @param asked since the beginning
    Map<String, Double> figures(int asked) {
        Map<String, Double> figures = new LinkedHashMap<>(inside.memory());
        double fetched = inside.redditRequests() - requests;
        double refreshed = inside.refreshes(began);
        figures.put("Reddit requests a command", (fetched - refreshed) / asked);
        figures.put("Reddit requests that nobody waited for", refreshed);
        OptionalDouble now = inside.transactions();
        if (now.isPresent() && transactions.isPresent()) {
            figures.put("database transactions a command", (now.getAsDouble() - transactions.getAsDouble()) / asked);
        }
        return figures;
    }
}
