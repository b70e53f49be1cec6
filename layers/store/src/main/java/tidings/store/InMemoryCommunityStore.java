package tidings.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.domain.Community;

/// Communities in memory, for tests and priming.
final class InMemoryCommunityStore implements CommunityStore {
    private static final int MIN_POSTS = 25;

    private final Map<Community, String> fixed = new HashMap<>();
    private final Map<Community, Learned> learned = new HashMap<>();

    @Override
    public synchronized Knowledge knowledge(Community community) {
        return new Knowledge(
                Optional.ofNullable(fixed.get(community)),
                Optional.ofNullable(learned.get(community)).map(Learned::prior));
    }

    @Override
    public synchronized void learn(Community community, PriorUpdate update) {
        learned.put(community, update.after(knowledge(community).prior()));
    }

    @Override
    public synchronized void fix(Community community, String topic) {
        fixed.put(community, topic);
    }

    @Override
    public synchronized List<Community> ofTopic(String topic, int max) {
        return learned.entrySet().stream()
                .filter(entry -> entry.getValue().posts() >= MIN_POSTS)
                .filter(entry -> fixed.getOrDefault(
                                entry.getKey(), entry.getValue().topic())
                        .equals(topic))
                .sorted(Comparator.comparingInt((Map.Entry<Community, Learned> entry) ->
                                entry.getValue().posts())
                        .reversed())
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized List<Catalog.Known> all() {
        return Stream.concat(fixed.keySet().stream(), learned.keySet().stream())
                .distinct()
                .map(this::known)
                .toList();
    }

    private Catalog.Known known(Community name) {
        Optional<Learned> found = Optional.ofNullable(learned.get(name));
        return new Catalog.Known(
                name,
                Optional.ofNullable(fixed.get(name)).or(() -> found.map(Learned::topic)),
                fixed.containsKey(name),
                found.map(Learned::confidence).map(Float::doubleValue),
                found.map(Learned::posts).orElse(0));
    }
}
