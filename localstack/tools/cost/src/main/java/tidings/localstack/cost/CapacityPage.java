package tidings.localstack.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The page about capacity, in Markdown.
final class CapacityPage {
    private static final List<Integer> RATES = List.of(10, 167, 1_000, 10_000, 100_000);
    private static final int SHOWN = 6;

    /// As in the steady scenario: a session of ten minutes.
    private static final int UPDATES_A_PERSON = 50;

    private CapacityPage() {}

    static String of(Costs costs, Set<String> profiles) {
        Capacity capacity = new Capacity(costs);
        List<String> lines = new ArrayList<>(List.of(
                "# Capacity",
                "",
                "What breaks first, and what moves it. `./mvnw -q -Pcosts -Dcosts=write` writes this page: it divides"
                        + " what the template and others allow in a second by what an update causes"
                        + " ([quotas.yaml](../localstack/tools/cost/src/main/resources/tidings/localstack/cost/quotas.yaml),"
                        + " [counted.yaml](../localstack/tools/cost/src/main/resources/tidings/localstack/cost/counted.yaml))."
                        + " That is arithmetic on one machine's milliseconds, not a measurement on AWS, and does not say"
                        + " how long people wait just below a limit.",
                ""));
        for (String profile : profiles) {
            List<Capacity.Limit> limits = capacity.of(profile);
            double first = limits.getFirst().updates();
            lines.add("## " + profile);
            lines.add("");
            lines.add(text(
                    "Up to %s updates a second, or %s people an hour who send %d each.",
                    number(first), number(first * 3600 / UPDATES_A_PERSON), UPDATES_A_PERSON));
            lines.add("");
            lines.add("| limit, the first to be reached at the top | updates a second | what moves it |");
            lines.add("|---|---:|---|");
            limits.stream()
                    .limit(SHOWN)
                    .map(limit -> text("| %s | %s | %s |", limit.part(), number(limit.updates()), limit.moves()))
                    .forEach(lines::add);
            lines.add("");
        }
        lines.add("## What a rate asks for");
        lines.add("");
        lines.add("With the profile high-load, around the clock:");
        lines.add("");
        lines.add("| updates a second | limits below it, and how many times it exceeds each | dollars a month |");
        lines.add("|---:|---|---:|");
        RATES.forEach(rate -> lines.add(row(capacity, rate)));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Capacity capacity, int rate) {
        List<String> over = capacity.of("high-load").stream()
                .filter(limit -> limit.updates() < rate)
                .map(limit -> text("%s (%s ×)", limit.part(), number(rate / limit.updates())))
                .toList();
        return text(
                "| %,d | %s | %,.0f |",
                rate,
                over.isEmpty() ? "nothing" : String.join("<br>", over),
                capacity.dollarsAMonth("high-load", rate));
    }

    private static String number(double value) {
        return text(value < 20 ? "%.1f" : "%,.0f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
