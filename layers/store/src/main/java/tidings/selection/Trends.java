package tidings.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.domain.Community;

/// What more posts are of than usual at these hours.
///
/// @param topics by id, of all posts; the others of a sample
/// @param words of titles, in lower case and without plural
public record Trends(List<Rise> topics, List<Rise> communities, List<Rise> words) {
    public static final Trends NONE = new Trends(List.of(), List.of(), List.of());

    private static final int MOST = 3;

    /// Of fewer posts nothing is told: that happens by chance.
    private static final int FEWEST = 4;

    private static final double LEAST_FACTOR = 1.5;
    private static final int SHORTEST = 4;

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
        return before.isEmpty()
                ? List.of()
                : strongest(
                        now,
                        topic -> before.stream()
                                .mapToInt(day -> day.getOrDefault(topic, 0))
                                .average()
                                .orElse(0));
    }

    /// Of two samples, which need not be of the same size: what came earlier has had longer to become known. A
    /// community without earlier posts tells nothing: it may not have been read then.
    public static Trends of(List<Rise> topics, List<Line> latest, List<Line> before) {
        Set<Community> known = before.stream().map(Line::community).collect(Collectors.toSet());
        List<Line> now =
                latest.stream().filter(line -> known.contains(line.community())).toList();
        double scale = before.isEmpty() ? 0 : (double) now.size() / before.size();
        return new Trends(
                topics,
                rising(now, before, scale, line -> Set.of(line.community().value())),
                rising(now, before, scale, Trends::words));
    }

    private static Set<String> words(Line line) {
        return Title.of(line.title()).words().stream()
                .filter(word -> word.length() >= SHORTEST && word.chars().allMatch(Character::isLetter))
                .collect(Collectors.toSet());
    }

    private static List<Rise> rising(
            List<Line> now, List<Line> before, double scale, Function<Line, Set<String>> names) {
        Map<String, Integer> earlier = count(before, names);
        return strongest(count(now, names), name -> scale * earlier.getOrDefault(name, 0));
    }

    private static Map<String, Integer> count(List<Line> lines, Function<Line, Set<String>> names) {
        return lines.stream()
                .flatMap(line -> names.apply(line).stream())
                .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum));
    }

    private static List<Rise> strongest(Map<String, Integer> now, Function<String, Double> usual) {
        return now.entrySet().stream()
                .map(one -> new Rise(one.getKey(), one.getValue(), usual.apply(one.getKey())))
                .filter(Rise::isNews)
                .sorted(Comparator.comparingDouble(Rise::strength).reversed().thenComparing(Rise::name))
                .limit(MOST)
                .toList();
    }
}
