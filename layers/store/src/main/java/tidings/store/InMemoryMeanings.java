package tidings.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.domain.PostId;
import tidings.selection.Meaning;

/// What posts and phrases mean, in memory. Not thread-safe.
record InMemoryMeanings(Map<PostId, Meaning> known, Map<String, Phrase> phrases) {
    record Phrase(Meaning meaning, Instant keptAt) {}

    InMemoryMeanings() {
        this(new HashMap<>(), new HashMap<>());
    }

    Optional<Meaning> find(String phrase, Instant limit) {
        return Optional.ofNullable(phrases.get(phrase))
                .filter(one -> !one.keptAt.isBefore(limit))
                .map(Phrase::meaning);
    }

    void keep(String phrase, Meaning meaning, Instant now) {
        phrases.put(phrase, new Phrase(meaning, now));
    }

    void keep(Map<PostId, Meaning> more) {
        more.forEach(known::putIfAbsent);
    }

    /// Without those of posts that are gone.
    InMemoryMeanings of(Set<PostId> posts) {
        known.keySet().retainAll(posts);
        return this;
    }

    List<Map<PostId, Double>> near(List<Meaning> meanings, double min, int max) {
        return meanings.stream()
                .map(meaning -> MeaningIndex.nearest(
                        known.entrySet().stream().map(one -> Map.entry(one.getKey(), meaning.likeness(one.getValue()))),
                        min,
                        max))
                .toList();
    }

    Map<PostId, Meaning> find(Collection<PostId> posts) {
        return posts.stream()
                .filter(known::containsKey)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), known::get));
    }
}
