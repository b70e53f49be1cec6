package tidings.api;

import java.util.Locale;
import java.util.stream.Collectors;

/// A report as people read it.
final class ReportText {
    private ReportText() {}

    static String markdown(Performance.Report report) {
        return "# Performance: %d of 100\n\n%s, profile %s, version %s, at %s\n\n"
                        .formatted(
                                report.score(),
                                report.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                report.profile(),
                                report.version(),
                                report.timestamp())
                + "| budget | value | limit | kept |\n|---|---:|---:|---|\n"
                + report.budgets().stream().map(ReportText::row).collect(Collectors.joining())
                + "\n## Suggestions\n\n"
                + (report.suggestions().isEmpty()
                        ? "None.\n"
                        : report.suggestions().stream().map(ReportText::item).collect(Collectors.joining()));
    }

    private static String row(Budget budget) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f %s | %s %.0f | %s |%n".replace("%n", "\n"),
                budget.name(),
                budget.value(),
                budget.unit(),
                budget.isLeast() ? "at least" : "at most",
                budget.limit(),
                budget.isKept() ? "yes" : "**no**");
    }

    private static String item(Suggestion suggestion) {
        return "- **%s**: %s. Seen: %s. Cost: %s. Effect: %s. Undo: %s.%s\n"
                .formatted(
                        suggestion.id(),
                        suggestion.change(),
                        suggestion.seen(),
                        suggestion.cost(),
                        suggestion.effect(),
                        suggestion.undo(),
                        suggestion
                                .command()
                                .map(command -> " Command: `" + command + "`")
                                .orElse(""));
    }

    /// The Markdown in a page: it has nothing but headings, one table and one list.
    static String html(Performance.Report report) {
        String rows = markdown(report)
                .lines()
                .filter(line -> !line.startsWith("|---"))
                .map(ReportText::html)
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Performance</title>
                <style>:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
                td { padding: 0 1rem 0 0; }</style>
                %s
                </html>
                """.formatted(rows);
    }

    private static String html(String line) {
        String text = line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>")
                .replaceAll("`(.+?)`", "<code>$1</code>");
        if (text.startsWith("## ")) {
            return "<h2>" + text.substring(3) + "</h2>";
        } else if (text.startsWith("# ")) {
            return "<h1>" + text.substring(2) + "</h1>";
        } else if (text.startsWith("| budget")) {
            return "<table>" + cells(text);
        } else if (text.startsWith("| ")) {
            return cells(text);
        }
        return text.startsWith("- ") ? "<p>" + text.substring(2) + "</p>" : "<p>" + text + "</p>";
    }

    private static String cells(String row) {
        return "<tr><td>" + row.substring(2, row.length() - 2).replace(" | ", "<td>");
    }
}
