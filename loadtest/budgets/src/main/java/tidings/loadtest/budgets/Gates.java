package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The limits of what one command measures, for a test of that which does not depend on the machine.
public record Gates(List<Gate> gates, Result last) {
    /// With what the command saw last, which new measures are compared with.
    public static Gates of(Path project, String tool) throws IOException {
        List<Result> kept = Result.kept(project.resolve("loadtest/results")).getOrDefault(tool, List.of());
        return new Gates(
                Gate.read(project).stream()
                        .filter(gate -> gate.tool().equals(tool))
                        .toList(),
                kept.isEmpty() ? new Result(tool, "", "", "", Map.of(), new LinkedHashMap<>()) : kept.getLast());
    }

    /// Each limit that one of these measures does not keep, with the value.
    public List<String> over(Map<String, Double> measures) {
        SequencedMap<String, List<Double>> samples = new LinkedHashMap<>(last.samples());
        measures.forEach((measure, value) -> samples.put(measure, List.of(value)));
        Result now = new Result(last.tool(), last.commit(), last.at(), last.machine(), last.unbuilt(), samples);
        return gates.stream()
                .filter(gate -> measures.containsKey(gate.measure()))
                .flatMap(gate -> gate.measured(now).stream()
                        .filter(seen -> !gate.keeps(seen.median()))
                        .map(seen -> gate.what() + ": " + seen.median() + ", allowed " + gate.limit()))
                .toList();
    }
}
