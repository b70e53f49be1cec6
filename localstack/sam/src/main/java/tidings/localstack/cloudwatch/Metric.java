package tidings.localstack.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/// What a metric is called: its namespace, its name and its dimensions, all of them.
record Metric(String namespace, String name, Map<String, String> dimensions) {
    Metric {
        dimensions = Map.copyOf(dimensions);
    }

    @Override
    public String toString() {
        return namespace + " " + name + " " + new TreeMap<>(dimensions);
    }
}
