package tidings.api;

import java.util.Optional;
import tidings.store.Catalog.Known;

/// A community as the API shows it.
///
/// @param name of which `label` is what people write
/// @param isFixed whether an operator fixed the topic
record SubredditView(
        String name, String label, Optional<String> topic, boolean isFixed, Optional<Double> confidence, int posts) {
    static SubredditView of(Known known) {
        return new SubredditView(
                known.name().value(),
                known.name().label(),
                known.topic(),
                known.isFixed(),
                known.confidence(),
                known.posts());
    }
}
