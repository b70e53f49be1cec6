package tidings.settings;

import java.time.Duration;
import java.util.List;
import tidings.aws.Env;

/// A queue whose metrics are read.
///
/// @param role what is in it, such as `posts`
/// @param queue its name
/// @param deadLetters the name of its dead-letter queue
/// @param limit how long its oldest message may wait
public record MeasuredQueue(String role, String queue, String deadLetters, Duration limit) {
    /// Those of `MEASURED_QUEUES`, such as `posts=tidings-posts tidings-posts-dead 120`.
    ///
    /// @throws IllegalStateException if that is no such list
    public static List<MeasuredQueue> from(Env env) {
        return env.pairs("MEASURED_QUEUES").entrySet().stream()
                .map(pair -> read(pair.getKey(), pair.getValue().split(" ")))
                .toList();
    }

    private static MeasuredQueue read(String role, String... parts) {
        if (parts.length != 3 || !parts[2].matches("\\d{1,6}")) {
            throw new IllegalStateException("environment variable MEASURED_QUEUES must give " + role
                    + " as <queue> <dead-letter queue> <seconds>");
        }
        return new MeasuredQueue(role, parts[0], parts[1], Duration.ofSeconds(Long.parseLong(parts[2])));
    }
}
