package tidings.loadtest.budgets;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What one run of a measuring command saw.
///
/// @param tool the command, such as `coldstart`
/// @param commit of the sources, with `+` where they were changed since
/// @param at in ISO 8601, UTC
/// @param machine processor cores and JVM
/// @param unbuilt what was not measured, with the reason
/// @param samples by measure, such as `webhook restored tls cpu`: one value for each round, the rounds in the
///     same order everywhere
public record Result(
        String tool,
        String commit,
        String at,
        String machine,
        Map<String, String> unbuilt,
        SequencedMap<String, List<Double>> samples) {
    /// The commands whose results these are; others keep theirs in the same folder.
    private static final Pattern NAME =
            Pattern.compile(".+-(coldstart|restores|memory|sizes|bench|prepared|hits|counted)\\.json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The middle of what was seen, and both ends.
    public record Spread(double median, double least, double most) {
        static Spread of(double[] values) {
            double[] sorted = Arrays.stream(values).sorted().toArray();
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    public Optional<Spread> of(String measure) {
        return Optional.ofNullable(samples.get(measure))
                .filter(values -> !values.isEmpty())
                .map(values -> Spread.of(
                        values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /// The ratio of two measures of the same round, which leaves out how fast the machine was in that round. Empty
    /// where either was not measured, or the other one is less than the clock can tell.
    public Optional<Spread> ratio(String measure, String against) {
        List<Double> above = samples.getOrDefault(measure, List.of());
        List<Double> below = samples.getOrDefault(against, List.of());
        double[] ratios = IntStream.range(0, Math.min(above.size(), below.size()))
                .filter(round -> below.get(round) > 0)
                .mapToDouble(round -> above.get(round) / below.get(round))
                .toArray();
        return ratios.length == 0 ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    /// Writes it into the folder of results, named by time and tool.
    public Path keep(Path folder) throws IOException {
        if (!NAME.matcher("x-" + tool + ".json").matches()) {
            throw new IllegalArgumentException("a result of " + tool + " would not be read again: " + NAME);
        }
        Path file =
                Files.createDirectories(folder).resolve(at.substring(0, 16).replace(":", "") + "-" + tool + ".json");
        return Files.writeString(file, json());
    }

    /// One measure a line, so that a difference between two results reads well.
    private String json() throws IOException {
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"tool\": ").append(JSON.writeValueAsString(tool)).append(",\n");
        json.append("  \"commit\": ").append(JSON.writeValueAsString(commit)).append(",\n");
        json.append("  \"at\": ").append(JSON.writeValueAsString(at)).append(",\n");
        json.append("  \"machine\": ").append(JSON.writeValueAsString(machine)).append(",\n");
        json.append("  \"unbuilt\": ").append(JSON.writeValueAsString(unbuilt)).append(",\n");
        json.append("  \"samples\": {");
        String separator = "\n";
        for (Map.Entry<String, List<Double>> measure : samples.entrySet()) {
            json.append(separator).append("    ").append(JSON.writeValueAsString(measure.getKey()));
            json.append(": ").append(JSON.writeValueAsString(measure.getValue()));
            separator = ",\n";
        }
        return json.append("\n  }\n}\n").toString();
    }

    public static Result read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Result.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is no result of a measuring command: " + e.getMessage(), e);
        }
    }

    /// All results that are kept, by tool, the oldest first.
    public static Map<String, List<Result>> kept(Path folder) throws IOException {
        Map<String, List<Result>> kept = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .map(Result::read)
                    .forEach(result -> kept.merge(
                            result.tool(),
                            List.of(result),
                            (before, after) -> Stream.concat(before.stream(), after.stream())
                                    .toList()));
        }
        return kept;
    }
}
