package tidings.follows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tidings.domain.Community;

/// The names that mean something without a mark.
///
/// @param topics finds the id of a topic by what somebody calls it
/// @param known whether there is such a community, as far as we know
public record FollowNames(Function<String, Optional<String>> topics, Predicate<Community> known) {
    Optional<String> topic(String typed) {
        return typed.isEmpty() ? Optional.empty() : topics.apply(typed);
    }

    /// The known community of these words, as in `machine learning`, else one for each word; empty if one is
    /// unknown.
    List<Community> communities(List<String> words) {
        Optional<Community> joined = community(String.join("", words));
        List<Community> each =
                words.stream().flatMap(word -> community(word).stream()).toList();
        return joined.map(List::of).orElseGet(() -> each.size() == words.size() ? each : List.of());
    }

    private Optional<Community> community(String name) {
        return Community.of(name.toLowerCase(Locale.ROOT)).filter(known);
    }
}
