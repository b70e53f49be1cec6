package tidings.bot;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import tidings.domain.Community;
import tidings.store.FollowStore;
import tidings.topics.ShippedTopics;

/// The subreddits that we know of: those of the shipped table, and those that somebody follows.
record KnownCommunities(ShippedTopics shipped, FollowStore follows) {
    private static final int FOLLOWED = 1_000;

    /// A name may have one mistake for so many letters.
    private static final int LETTERS_A_MISTAKE = 3;

    Set<Community> followed() {
        return follows.communities(FOLLOWED).keySet();
    }

    boolean isShipped(Community community) {
        return shipped.topicOf(community.value()).isPresent();
    }

    Optional<String> topic(Community community) {
        return shipped.topicOf(community.value());
    }

    /// At most `max` whose names are like this one, the most similar first.
    List<Community> nearest(String name, int max) {
        String wanted = letters(name);
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, wanted.length() / LETTERS_A_MISTAKE));
        Map<Community, Integer> near = all().filter(known -> !known.value().equals(wanted))
                .map(known -> Map.entry(known, distance.apply(wanted, known.value())))
                .filter(entry -> entry.getValue() >= 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return near.entrySet().stream()
                .sorted(Map.Entry.<Community, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Those whose names contain this, the shortest first.
    List<Community> named(String part) {
        String wanted = letters(part);
        return all().filter(known -> wanted.length() > 1 && known.value().contains(wanted))
                .sorted(Comparator.comparingInt((Community known) -> known.value().length())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /// Those of a topic, by name.
    List<Community> of(String topic) {
        return shipped.all().entrySet().stream()
                .filter(row -> row.getValue().equals(topic))
                .flatMap(row -> Community.of(row.getKey()).stream())
                .sorted()
                .toList();
    }

    private Stream<Community> all() {
        return Stream.concat(shipped.all().keySet().stream().flatMap(name -> Community.of(name).stream()), followed().stream())
                .distinct();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]+", "");
    }
}
