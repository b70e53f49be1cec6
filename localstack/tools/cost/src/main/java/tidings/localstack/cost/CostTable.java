package tidings.localstack.cost;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.localstack.cost.Bill.Part;

/// The costs of every profile as a table in Markdown, in whole dollars, and the text that it stands in.
final class CostTable {
    private static final String BEGIN = "<!-- costs: written by ./mvnw -q -Pcosts -Dcosts=write -->\n";
    private static final String END = "<!-- /costs -->\n";

    /// The parts that have a column of their own.
    private static final List<Part> COLUMNS =
            List.of(Part.DATABASE, Part.PROXY, Part.CACHE, Part.ENDPOINTS, Part.WATCHING);

    private CostTable() {}

    static String of(Costs costs, Set<String> profiles) {
        Stream<String> head = Stream.of(
                row(Stream.of(
                        Stream.of("profile"),
                        COLUMNS.stream().map(part -> part.name().toLowerCase(Locale.ROOT)),
                        Stream.of("the rest", "**idle a month**", "metrics in use", "**a million updates**"))),
                "|---|" + "---:|".repeat(COLUMNS.size() + 4));
        return Stream.concat(head, profiles.stream().map(profile -> row(costs, profile)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Costs costs, String profile) {
        Bill idle = costs.idle(profile);
        double rest = Arrays.stream(Part.values())
                .filter(part -> !COLUMNS.contains(part))
                .mapToDouble(idle::of)
                .sum();
        return row(Stream.of(
                Stream.of(profile),
                COLUMNS.stream().map(part -> dollars(idle.of(part))),
                Stream.of(
                        dollars(rest),
                        "**" + dollars(idle.total()) + "**",
                        dollars(costs.inUse(profile).total()),
                        "**" + dollars(costs.millionUpdates(profile).total()) + "**")));
    }

    private static String row(Stream<Stream<String>> cells) {
        return cells.flatMap(parts -> parts).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String dollars(double usd) {
        return String.format(Locale.ROOT, "$%.0f", usd);
    }

    /// The table that a text has between its two comments.
    static String in(String text) {
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    }

    /// The text with another table.
    static String replaced(String text, String table) {
        return text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table + text.substring(text.indexOf(END));
    }
}
