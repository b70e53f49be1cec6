package tidings.aws;

import java.util.List;
import java.util.stream.Stream;

/// The queues that wake a function.
///
/// @param service names the function in its metrics
public record QueueSource(String service, List<QueueUrls> queues) {
    public QueueSource {
        queues = List.copyOf(queues);
    }

    /// @param names of the queues, as the environment's variables begin
    public static QueueSource from(Env env, String... names) {
        return new QueueSource(
                env.text("POWERTOOLS_SERVICE_NAME"),
                Stream.of(names).map(name -> QueueUrls.from(env, name)).toList());
    }
}
