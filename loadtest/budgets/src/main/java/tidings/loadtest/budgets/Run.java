package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Collects what a measuring command sees, round by round. Not thread-safe.
public final class Run {
    private static final int MOST_OF_A_REASON = 200;

    private final String tool;
    private final Path project;
    private final SequencedMap<String, List<Double>> samples = new LinkedHashMap<>();
    private final Map<String, String> unbuilt = new TreeMap<>();

    public Run(String tool, Path project) {
        this.tool = tool;
        this.project = project;
    }

    public void add(String measure, double value) {
        samples.computeIfAbsent(measure, _ -> new ArrayList<>()).add(value);
    }

    /// Returns the beginning of why, which stands in the result.
    public String unbuilt(String what, Exception why) {
        String line = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
        String reason = line.substring(0, Math.min(line.length(), MOST_OF_A_REASON));
        unbuilt.put(what, reason);
        return reason;
    }

    /// @param now when the run ended
    public Result result(Instant now) throws IOException {
        String machine = Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version();
        return new Result(
                tool, commit(project), now.truncatedTo(ChronoUnit.SECONDS).toString(), machine, unbuilt, samples);
    }

    private static String commit(Path project) throws IOException {
        String changed = git(project, "status", "--porcelain", "--untracked-files=no");
        return git(project, "rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "+");
    }

    /// Empty where there is no repository.
    private static String git(Path project, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
