package tidings.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.Community;

/// Communities in memory, for tests and priming.
final class InMemoryCommunityStore implements CommunityStore {
    private static final int MIN_POSTS = 25;

    private final Map<Community, String> fixed = new HashMap<>();
    private final Map<Community, Learned> learned = new HashMap<>();
    private final Map<Community, Integer> posts = new HashMap<>();
    private final Map<Community, Float> adult = new HashMap<>();

    @Override
    public synchronized Knowledge knowledge(Community community) {
        return new Knowledge(
                Optional.ofNullable(fixed.get(community)),
                Optional.ofNullable(learned.get(community)).map(Learned::prior));
    }

    @Override
    public synchronized void learn(Community community, PriorUpdate update) {
        Learned after = update.after(knowledge(community).prior());
        learned.put(community, after);
        posts.put(community, after.posts());
        note(community, after.adult());
    }

    @Override
    public synchronized void count(Map<Community, Count> more) {
        more.forEach((community, count) -> {
            posts.merge(community, count.posts(), Integer::sum);
            note(community, count.share());
        });
    }

    private void note(Community community, float share) {
        adult.merge(community, share, (known, news) -> known + (news - known) * NEWS);
    }

    @Override
    public synchronized Set<Community> nameable(Collection<Community> communities) {
        return communities.stream()
                .filter(community -> adult.getOrDefault(community, 1f) < ADULT)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void fix(Community community, String topic) {
        fixed.put(community, topic);
    }

    @Override
    public synchronized List<Community> ofTopic(String topic, int max) {
        return posts.entrySet().stream()
                .filter(entry -> entry.getValue() >= MIN_POSTS)
                .filter(entry -> topic(entry.getKey()).filter(topic::equals).isPresent())
                .sorted(Map.Entry.<Community, Integer>comparingByValue().reversed())
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<String> topic(Community community) {
        return Optional.ofNullable(fixed.get(community))
                .or(() -> Optional.ofNullable(learned.get(community)).map(Learned::topic));
    }

    synchronized List<Catalog.Known> all() {
        return Stream.concat(fixed.keySet().stream(), posts.keySet().stream())
                .distinct()
                .filter(name -> adult.getOrDefault(name, 0f) < ADULT)
                .map(this::known)
                .toList();
    }

    private Catalog.Known known(Community name) {
        return new Catalog.Known(
                name,
                topic(name),
                fixed.containsKey(name),
                Optional.ofNullable(learned.get(name)).map(Learned::confidence).map(Float::doubleValue),
                posts.getOrDefault(name, 0));
    }
}
