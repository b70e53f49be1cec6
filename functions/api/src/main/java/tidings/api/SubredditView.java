package tidings.api;

import java.util.Optional;
import tidings.store.Catalog.Known;
import tidings.topics.ShippedTopics;

/// A community as the API shows it.
///
/// @param name of which `label` is what people write
/// @param topic that an operator fixed, else of the shipped table, else what was learned
/// @param isFixed whether an operator fixed the topic
/// @param confidence of what was learned, where that is the topic
record SubredditView(
        String name, String label, Optional<String> topic, boolean isFixed, Optional<Double> confidence, int posts) {
    static SubredditView of(Known known, ShippedTopics table) {
        Optional<String> shipped =
                known.isFixed() ? Optional.empty() : table.topicOf(known.name().value());
        return new SubredditView(
                known.name().value(),
                known.name().label(),
                shipped.or(known::topic),
                known.isFixed(),
                known.isFixed() || shipped.isPresent() ? Optional.empty() : known.confidence(),
                known.posts());
    }
}
