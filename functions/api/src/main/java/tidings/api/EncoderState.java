package tidings.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tidings.topics.EncoderOff;

/// Whether the categorizer has its encoder, as the posts tell that it classified last.
///
/// @param models the versions of what classified them
record EncoderState(Supplier<Set<String>> models) implements Dependency.Probe {
    @Override
    public Optional<String> problem() {
        return models.get().stream().anyMatch(EncoderOff::isIn)
                ? Optional.of("is off: topics are found by words alone")
                : Optional.empty();
    }
}
