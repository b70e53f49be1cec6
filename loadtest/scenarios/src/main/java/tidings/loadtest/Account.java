package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether everything that people asked came to an end, once all has come to rest.
final class Account {
    private Account() {}

    /// @param deadLetters empty if nobody can look
    static Map<String, Double> of(List<Ask> asks, Optional<Integer> deadLetters) {
        Map<String, Double> figures = new LinkedHashMap<>();
        long answered = asks.stream().filter(Ask::isAnswered).count();
        figures.put("asked", (double) asks.size());
        figures.put("answered", (double) answered);
        figures.put("answered twice", (double) asks.stream()
                .filter(ask -> ask.name.startsWith("/") && ask.messages() > 1)
                .count());
        deadLetters.ifPresent(dead -> {
            figures.put("dead-lettered", (double) dead);
            figures.put("unaccounted", (double) Math.max(0, asks.size() - answered - dead));
        });
        return figures;
    }
}
