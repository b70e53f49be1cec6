package tidings.topics.train;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import tidings.topics.model.NameWords;

/// Training data from the names of subreddits: they are short texts about the subreddit's topic.
final class NameLearning {
    private static final int WORDS = 10_000;
    private static final Pattern BOUNDARIES = Pattern.compile("[^a-z0-9']+");
    private static final Pattern WORD = Pattern.compile("[a-z]{2,}|[ai]");

    private NameLearning() {}

    /// The most frequent words of titles.
    static NameWords words(List<LabelledPost> posts) {
        Map<String, Integer> counts = new HashMap<>();
        for (LabelledPost post : posts) {
            for (String word : BOUNDARIES.split(post.text().title().toLowerCase(Locale.ROOT))) {
                if (WORD.matcher(word).matches()) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }
        return new NameWords(counts.entrySet().stream()
                .sorted(Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Comparator.comparing(Entry::getKey)))
                .limit(WORDS)
                .map(Entry::getKey)
                .toList());
    }

    /// Each subreddit's name as an additional post of it.
    static List<LabelledPost> posts(List<LabelledPost> posts, NameWords words) {
        Map<String, LabelledPost> names = new LinkedHashMap<>();
        for (LabelledPost post : posts) {
            if (!post.subreddit().isEmpty()) {
                names.computeIfAbsent(
                        post.subreddit(),
                        name -> new LabelledPost(name, post.topic(), words.asPost(name), "", "", "name"));
            }
        }
        return List.copyOf(names.values());
    }
}
