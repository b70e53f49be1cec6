package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.loadtest.Monitor.Sample;

/// Whether what has to be flat in each process of a function grows: the last tenth of a run against its second
/// one, for the first warms up.
final class Growth {
    private static final List<String> FLAT = List.of("memory", "threads", "open files", "connections");

    private Growth() {}

    /// In per cent; nothing of a run that is too short to tell.
    static Map<String, Double> of(List<Sample> samples) {
        Map<String, Double> growth = new LinkedHashMap<>();
        int tenth = samples.size() / 10;
        if (tenth > 0) {
            for (String name : FLAT) {
                String measured = name + " an environment" + (name.equals("memory") ? " MB" : "");
                double then = average(samples.subList(tenth, 2 * tenth), measured);
                double now = average(samples.subList(samples.size() - tenth, samples.size()), measured);
                growth.put("growth of " + name + " %", 100 * (now / then - 1));
            }
        }
        return growth;
    }

    private static double average(List<Sample> samples, String name) {
        return samples.stream()
                .mapToDouble(sample -> sample.values().getOrDefault(name, Double.NaN))
                .average()
                .orElse(Double.NaN);
    }
}
