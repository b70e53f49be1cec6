package tidings.aws;

/// The queue that wakes a function.
///
/// @param service names the function in its metrics
public record QueueSource(String service, String url, String deadLetterUrl) {
    /// @param queue as the environment's variables begin, such as `OUTBOX` for `OUTBOX_QUEUE_URL`
    public static QueueSource from(Env env, String queue) {
        return new QueueSource(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text(queue + "_QUEUE_URL"),
                env.text(queue + "_DEAD_LETTER_QUEUE_URL"));
    }
}
