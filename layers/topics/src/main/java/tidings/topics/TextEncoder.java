package tidings.topics;

import java.util.List;
import java.util.Optional;

/// Turns texts into vectors of unit length; those of texts that mean the like have a large dot product.
public interface TextEncoder {
    /// What the vectors depend on besides the texts.
    String version();

    /// The vector of each text in its order, empty for those that could not be encoded.
    List<Optional<float[]>> vectors(List<String> texts);
}
