package tidings.topics.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tidings.topics.PostText;

/// Splits the name of a subreddit, such as `mountainbiking`, into words, so that the model can score it like a title.
/// Case is ignored, because not everyone writes the capitals. Immutable and thread-safe.
public final class NameWords {
    /// Word boundaries that are marked in the name.
    private static final Pattern BOUNDARIES = Pattern.compile("_|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])");
    private static final int MAX_WORD = 20;

    /// The cost of an unknown word, plus a cost per character: higher than that of a rare word.
    private static final double UNKNOWN = 12;

    private static final double UNKNOWN_CHARACTER = 2.5;

    private final List<String> words;
    private final Map<String, Integer> ranks;

    /// @param words the most frequent words, in lower case and descending order of frequency
    public NameWords(List<String> words) {
        this.words = List.copyOf(words);
        this.ranks = HashMap.newHashMap(words.size());
        for (int rank = 0; rank < words.size(); rank++) {
            ranks.put(words.get(rank), rank);
        }
    }

    /// The known words.
    List<String> words() {
        return words;
    }

    /// A name as the title of a post: its words, followed by the whole name.
    public PostText asPost(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> title = new ArrayList<>();
        for (String part : BOUNDARIES.split(lower)) {
            split(part, title);
        }
        title.add(lower);
        return new PostText(String.join(" ", title), "", "");
    }

    /// Adds the words of the cheapest split. The cost of a word is the logarithm of its rank, by Zipf's law its
    /// negative log-probability.
    private void split(String part, List<String> into) {
        double[] costs = new double[part.length() + 1];
        int[] begins = new int[part.length() + 1];
        Arrays.fill(costs, 1, costs.length, Double.POSITIVE_INFINITY);
        for (int begin = 0; begin < part.length(); begin++) {
            for (int end = begin + 1; end <= Math.min(part.length(), begin + MAX_WORD); end++) {
                double cost = costs[begin] + cost(part.substring(begin, end));
                if (cost < costs[end]) {
                    costs[end] = cost;
                    begins[end] = begin;
                }
            }
        }
        int at = into.size();
        for (int end = part.length(); end > 0; end = begins[end]) {
            into.add(at, part.substring(begins[end], end));
        }
    }

    private double cost(String word) {
        Integer rank = ranks.get(word);
        return rank == null ? UNKNOWN + UNKNOWN_CHARACTER * word.length() : Math.log(10 * (rank + 3));
    }
}
