package tidings.localstack.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/// The identity of a metric: its namespace, its name and all its dimensions.
record Metric(String namespace, String name, Map<String, String> dimensions) {
    Metric {
        dimensions = Map.copyOf(dimensions);
    }

    @Override
    public String toString() {
        return namespace + " " + name + " " + new TreeMap<>(dimensions);
    }
}
