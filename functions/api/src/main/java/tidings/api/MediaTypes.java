package tidings.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a client accepts (<https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1>).
final class MediaTypes {
    private record Range(String type, double quality) {
        static Range of(String text) {
            String[] parts = text.split(";");
            double quality = Arrays.stream(parts)
                    .map(String::strip)
                    .filter(part -> part.startsWith("q="))
                    .findFirst()
                    .map(part -> quality(part.substring(2)))
                    .orElse(1.0);
            return new Range(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        private static double quality(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return 0;
            }
        }

        boolean has(String offered) {
            return type.equals("*/*")
                    || type.equals(offered)
                    || type.endsWith("/*") && offered.startsWith(type.substring(0, type.length() - 1));
        }
    }

    private MediaTypes() {}

    /// The offered type that the client likes best; of those that it likes as much, the first.
    ///
    /// @param offered at least one
    /// @throws ProblemException 406 that names the offered ones, if it accepts none
    static String best(Request request, List<String> offered) {
        Optional<String> accepted = request.header("accept").filter(header -> !header.isBlank());
        if (accepted.isEmpty()) {
            return offered.getFirst();
        }
        List<Range> ranges =
                Arrays.stream(accepted.get().split(",")).map(Range::of).toList();
        return offered.stream()
                .filter(type -> quality(ranges, type) > 0)
                .min(Comparator.comparingDouble(type -> -quality(ranges, type)))
                .orElseThrow(() -> ProblemException.notAcceptable(offered));
    }

    /// Of the most specific range that has the type.
    private static double quality(List<Range> ranges, String type) {
        return ranges.stream()
                .filter(range -> range.has(type))
                .max(Comparator.comparingInt(
                        range -> range.type().length() - (range.type().contains("*") ? 100 : 0)))
                .map(Range::quality)
                .orElse(0.0);
    }
}
