package tidings.topics;

import java.util.Objects;

/// The topic of a post.
///
/// @param topic the id of its topic, `other` if no topic is probable enough
/// @param confidence the calibrated probability of `likeliest`, from 0 to 1
/// @param likeliest the id of the most probable topic; equals `topic` unless that is `other`
/// @param second the id of the next most probable one; equals `likeliest` where nothing else is possible
/// @param model the version of the model that classified it, so that a newer version can find what to reclassify
public record Classification(String topic, double confidence, String likeliest, String second, String model) {
    public Classification {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(likeliest, "likeliest");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(model, "model");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1 but is " + confidence);
        }
    }

    /// The same, found by another version.
    Classification by(String other) {
        return new Classification(topic, confidence, likeliest, second, other);
    }
}
