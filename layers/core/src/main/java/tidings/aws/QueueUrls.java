package tidings.aws;

/// A queue and its dead-letter queue.
public record QueueUrls(String queue, String deadLetters) {
    /// @param name as the environment's variables begin, such as `OUTBOX` for `OUTBOX_QUEUE_URL`
    public static QueueUrls from(Env env, String name) {
        return new QueueUrls(env.text(name + "_QUEUE_URL"), env.text(name + "_DEAD_LETTER_QUEUE_URL"));
    }

    /// Whether a message with this `eventSourceARN` came from the queue: both end with the queue's name.
    boolean isSourceOf(String arn) {
        return queue.substring(queue.lastIndexOf('/') + 1).equals(arn.substring(arn.lastIndexOf(':') + 1));
    }
}
