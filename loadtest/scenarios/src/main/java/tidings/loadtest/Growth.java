package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.loadtest.Monitor.Sample;

/// Whether what has to be flat grows: the last tenth of a run against its second one, for the first warms up.
final class Growth {
    private static final List<String> FLAT = List.of("memory MB", "threads", "open files", "connections");

    private Growth() {}

    /// In per cent; nothing of a run that is too short to tell.
    static Map<String, Double> of(List<Sample> samples) {
        Map<String, Double> growth = new LinkedHashMap<>();
        int tenth = samples.size() / 10;
        if (tenth > 0) {
            for (String name : FLAT) {
                double then = average(samples.subList(tenth, 2 * tenth), name);
                double now = average(samples.subList(samples.size() - tenth, samples.size()), name);
                growth.put("growth of " + name.replace(" MB", "") + " %", 100 * (now / then - 1));
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
