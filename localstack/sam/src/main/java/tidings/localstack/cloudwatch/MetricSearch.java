package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A search expression such as `{AWS/Lambda,FunctionName} MetricName="Errors" tidings`: a namespace with its
/// dimensions, the metric's name, and words that its dimensions' values hold. A word is found as CloudWatch finds
/// it: all of its parts between hyphens and the like are there.
///
/// @param words parts of words, in lower case
record MetricSearch(String namespace, Set<String> dimensions, String metric, Set<String> words) {
    private static final Pattern SEARCH =
            Pattern.compile("\\{([^,}]+)((?:,[^,}]+)*)}\\s+MetricName=\"([^\"]+)\"\\s*(.*)");

    static MetricSearch parse(String text) {
        Matcher match = SEARCH.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("a search is known here as {namespace,dimension} MetricName=\"name\""
                    + " and words, not as " + text);
        }
        Set<String> dimensions = Arrays.stream(match.group(2).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new MetricSearch(match.group(1), dimensions, match.group(3), parts(match.group(4)));
    }

    boolean finds(Metric found) {
        return found.namespace().equals(namespace)
                && found.name().equals(metric)
                && found.dimensions().keySet().equals(dimensions)
                && parts(String.join(" ", found.dimensions().values())).containsAll(words);
    }

    /// What distinguishes the found metrics.
    String label(Metric found) {
        List<String> values = new ArrayList<>(found.dimensions().values());
        return String.join(" ", values);
    }

    private static Set<String> parts(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toSet());
    }
}
