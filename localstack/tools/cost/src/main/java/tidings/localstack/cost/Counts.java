package tidings.localstack.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What an update caused in a run of the local stack: `counted.yaml`, which `CountsIT` writes.
///
/// @param updates how many were counted
/// @param cacheCommands for each update
public record Counts(int updates, double cacheCommands, Map<String, Work> functions, Map<String, Messages> messages) {
    private static final Work NONE = new Work(0, 0, 0);
    private static final Messages NO_MESSAGES = new Messages(0, 0);

    /// @param calls for each update
    /// @param millis the median of its calls, on the machine that counted
    /// @param logKilobytes that a call wrote itself
    public record Work(double calls, double millis, double logKilobytes) {}

    /// @param sent for each update
    /// @param millis the median of what a message took of a call, on the machine that counted
    public record Messages(double sent, double millis) {}

    public static Counts read() {
        return Yaml.read("counted.yaml", new TypeReference<>() {});
    }

    Work of(String function) {
        return functions.getOrDefault(function, NONE);
    }

    Messages messagesOf(String queue) {
        return messages.getOrDefault(queue, NO_MESSAGES);
    }

    /// The file's content.
    public String yaml() {
        StringBuilder yaml = new StringBuilder("# Written by CountsIT, which tells what its people do. Do not edit.\n");
        line(yaml, "updates: %d", updates);
        line(yaml, "cacheCommands: %.2f", cacheCommands);
        line(yaml, "functions:");
        new TreeMap<>(functions)
                .forEach((id, work) -> line(
                        yaml,
                        "  %s: {calls: %.3f, millis: %.1f, logKilobytes: %.2f}",
                        id,
                        work.calls(),
                        work.millis(),
                        work.logKilobytes()));
        line(yaml, "messages:");
        new TreeMap<>(messages)
                .forEach((id, of) -> line(yaml, "  %s: {sent: %.3f, millis: %.1f}", id, of.sent(), of.millis()));
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String format, Object... values) {
        yaml.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
