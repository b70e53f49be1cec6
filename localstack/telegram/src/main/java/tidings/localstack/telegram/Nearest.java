package tidings.localstack.telegram;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Finds the name that was probably meant by a mistyped one.
final class Nearest {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Nearest() {}

    /// The candidate with the smallest edit distance, the first by name among equals. There must be at least one.
    static String of(String name, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.<String>comparingInt(candidate -> DISTANCE.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> new IllegalArgumentException("nothing to choose from"));
    }
}
