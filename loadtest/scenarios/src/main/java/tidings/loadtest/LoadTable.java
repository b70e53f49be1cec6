package tidings.loadtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/// The last kept run of each scenario in Markdown: what people waited for, and which criteria do not hold.
final class LoadTable {
    private LoadTable() {}

    /// @param results the folder of all results
    static String of(Path results) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| scenario | when, and commit | p50, ms | p95, ms | errors, % | answered, of received | criteria |",
                "|---|---|---:|---:|---:|---:|---|"));
        for (String scenario : Plan.SCENARIOS) {
            Optional<Result> last = Result.last(results, scenario);
            if (last.isPresent() && !scenario.equals("forecast")) {
                lines.add(row(whole(scenario), last.get()));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static Plan whole(String scenario) {
        Properties given = new Properties();
        given.setProperty("scenario", scenario);
        return Plan.of(given);
    }

    private static String row(Plan plan, Result result) {
        return "| %s | %s, %s | %s | %s | %s | %s of %s | %s |"
                .formatted(
                        result.name(),
                        result.when().substring(0, "2026-12-01".length()),
                        result.commit(),
                        figure(result, "p50"),
                        figure(result, "p95"),
                        figure(result, "errors %"),
                        figure(result, "answered"),
                        figure(result, "received"),
                        criteria(Verdict.of(plan, result.figures())));
    }

    private static String figure(Result result, String name) {
        return Optional.ofNullable(result.figures().get(name))
                .map(Figures::shown)
                .orElse("–");
    }

    private static String criteria(List<Verdict> verdicts) {
        String missed = verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .map(verdict -> "%s is %s, not %s"
                        .formatted(
                                verdict.criterion().figure(),
                                verdict.value().map(Figures::shown).orElse("not measured"),
                                verdict.criterion().bound()))
                .collect(Collectors.joining("; "));
        return missed.isEmpty() ? "all %d hold".formatted(verdicts.size()) : missed;
    }
}
