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
import tidings.store.CommunityStore;
import tidings.store.FollowStore;
import tidings.topics.ShippedTopics;

/// The subreddits that we know of: those of the shipped table, and those that somebody follows.
record KnownCommunities(ShippedTopics shipped, FollowStore follows, CommunityStore communities) {
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
    ///
    /// @param adult whether those for adults may be named
    List<Community> nearest(String name, boolean adult, int max) {
        String wanted = letters(name);
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, wanted.length() / LETTERS_A_MISTAKE));
        Map<Community, Integer> near = all().filter(known -> !known.value().equals(wanted))
                .map(known -> Map.entry(known, distance.apply(wanted, known.value())))
                .filter(entry -> entry.getValue() >= 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<Community> fit = fit(near.keySet(), adult);
        return near.entrySet().stream()
                .filter(entry -> fit.contains(entry.getKey()))
                .sorted(Map.Entry.<Community, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Those whose names contain this, the shortest first.
    ///
    /// @param adult whether those for adults may be named
    List<Community> named(String part, boolean adult) {
        String wanted = letters(part);
        Set<Community> named = all().filter(
                        known -> wanted.length() > 1 && known.value().contains(wanted))
                .collect(Collectors.toSet());
        return fit(named, adult).stream()
                .sorted(Comparator.comparingInt(
                                (Community known) -> known.value().length())
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

    /// The shipped ones are for everybody. What others follow and what was not read yet may be anything.
    private Set<Community> fit(Set<Community> found, boolean adult) {
        if (adult) {
            return found;
        }
        Set<Community> unknown = found.stream().filter(one -> !isShipped(one)).collect(Collectors.toSet());
        Set<Community> nameable = communities.nameable(unknown);
        return found.stream()
                .filter(one -> isShipped(one) || nameable.contains(one))
                .collect(Collectors.toSet());
    }

    private Stream<Community> all() {
        return Stream.concat(
                        shipped.all().keySet().stream().flatMap(name -> Community.of(name).stream()),
                        followed().stream())
                .distinct();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]+", "");
    }
}
