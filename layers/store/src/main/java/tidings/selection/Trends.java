package tidings.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import tidings.domain.Community;

/// What more posts are of than usual at these hours.
///
/// @param topics by id, of all posts; the others of a sample
/// @param words of titles, in lower case and without plural; what is usual of them is an upper bound
public record Trends(List<Rise> topics, List<Rise> communities, List<Rise> words) {
    public static final Trends NONE = new Trends(List.of(), List.of(), List.of());

    private static final int MOST = 3;

    /// Of fewer posts nothing is told: that happens by chance.
    private static final int FEWEST = 4;

    private static final double LEAST_FACTOR = 1.5;

    /// @param now so many posts
    /// @param usual so many would be as usual
    public record Rise(String name, int now, double usual) {
        /// How unlikely it is by chance: a rise in standard deviations of the usual.
        double strength() {
            return (now - usual) / Math.sqrt(usual + 1);
        }

        private boolean isNews() {
            return now >= FEWEST && now >= LEAST_FACTOR * usual;
        }
    }

    /// A post by what counts.
    public record Line(Community community, String title) {}

    /// @param now posts of each topic in the latest hours
    /// @param before of each earlier day the same
    public static List<Rise> topics(Map<String, Integer> now, List<Map<String, Integer>> before) {
        return strongest(now, topic -> before.stream().mapToDouble(day -> day.getOrDefault(topic, 0)));
    }

    /// Of samples, which need not be of the same size: what came earlier has had longer to become known. A day
    /// that was not counted tells nothing, nor does a community on days without it: it may not have been read
    /// then.
    ///
    /// @param now the latest posts
    /// @param before what was counted of earlier days at this time
    public static Trends of(List<Rise> topics, List<Line> now, List<TitleCounts> before) {
        Set<String> settled = settled(before);
        List<Line> settledNow = now.stream()
                .filter(post -> settled.contains(post.community().value()))
                .toList();
        List<TitleCounts> days =
                before.stream().filter(day -> day.postsOf(settled) > 0).toList();
        ToDoubleFunction<TitleCounts> scale = day -> (double) settledNow.size() / day.postsOf(settled);
        return new Trends(
                topics,
                strongest(
                        TitleCounts.count(now, TitleCounts::community),
                        name -> days.stream()
                                .filter(day -> day.communities().containsKey(name))
                                .mapToDouble(day -> day.communities().get(name) * scale.applyAsDouble(day))),
                strongest(
                        TitleCounts.count(settledNow, TitleCounts::words),
                        word -> days.stream().mapToDouble(day -> day.atMost(word) * scale.applyAsDouble(day))));
    }

    /// The communities of so many of the days that their words do not rise only because they are read.
    private static Set<String> settled(List<TitleCounts> days) {
        return days.stream()
                .flatMap(day -> day.communities().keySet().stream())
                .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum))
                .entrySet()
                .stream()
                .filter(one -> one.getValue() * LEAST_FACTOR >= days.size())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// @param usual what each day tells of a name; where none does, nothing rises
    private static List<Rise> strongest(Map<String, Integer> now, Function<String, DoubleStream> usual) {
        return now.entrySet().stream()
                .map(one -> new Rise(
                        one.getKey(),
                        one.getValue(),
                        usual.apply(one.getKey()).average().orElse(Double.POSITIVE_INFINITY)))
                .filter(Rise::isNews)
                .sorted(Comparator.comparingDouble(Rise::strength).reversed().thenComparing(Rise::name))
                .limit(MOST)
                .toList();
    }
}
