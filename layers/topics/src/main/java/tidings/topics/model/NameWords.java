package tidings.topics.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tidings.topics.PostText;

/// Reads the name of a subreddit: cuts `mountainbiking` into the words it is made of, so that the model can score
/// it like a title. Capitals are not looked at, for not everybody writes them. Immutable and thread-safe.
public final class NameWords {
    /// Where a name says itself that a word begins.
    private static final Pattern BORDERS = Pattern.compile("_|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])");
    private static final int LONGEST = 20;

    /// What a word costs that is not known, to begin with and for each character: more than a rare one.
    private static final double UNKNOWN = 12;

    private static final double UNKNOWN_CHARACTER = 2.5;

    private final List<String> words;
    private final Map<String, Integer> ranks;

    /// @param words those that occur most, the most frequent first, in lower case
    public NameWords(List<String> words) {
        this.words = List.copyOf(words);
        this.ranks = HashMap.newHashMap(words.size());
        for (int rank = 0; rank < words.size(); rank++) {
            ranks.put(words.get(rank), rank);
        }
    }

    /// The words that names may be made of.
    List<String> words() {
        return words;
    }

    /// A name as the title of a post: its words, then the name as a whole.
    public PostText asPost(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> title = new ArrayList<>();
        for (String part : BORDERS.split(lower)) {
            cut(part, title);
        }
        title.add(lower);
        return new PostText(String.join(" ", title), "", "");
    }

    /// Adds the words of the cheapest way to cut, where a word costs the logarithm of its rank: by Zipf's law that is
    /// how improbable it is.
    private void cut(String part, List<String> into) {
        double[] costs = new double[part.length() + 1];
        int[] begins = new int[part.length() + 1];
        Arrays.fill(costs, 1, costs.length, Double.POSITIVE_INFINITY);
        for (int begin = 0; begin < part.length(); begin++) {
            for (int end = begin + 1; end <= Math.min(part.length(), begin + LONGEST); end++) {
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
