package tidings.aws;

/// A message of one of the queues, and how a FIFO queue is to treat it.
public interface Message {
    /// Messages of one group are served in order, groups side by side. On a standard queue: a fair share per group.
    String group();

    /// Two messages of the same id within five minutes are one (FIFO queues only): made from the cause, so that
    /// handling an event twice sends once. See "Using the message deduplication ID" in the SQS developer guide.
    String deduplication();

    /// Whether it answers who asked for something, as opposed to what it takes to answer, and to what nobody
    /// asked for.
    default boolean answers() {
        return false;
    }

    /// Whether it takes part in an answer, so that what it waited and what it took are worth a line of the log.
    default boolean timed() {
        return true;
    }
}
