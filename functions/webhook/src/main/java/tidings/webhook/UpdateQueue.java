package tidings.webhook;

/// Where updates go.
@FunctionalInterface
interface UpdateQueue {
    /// Queues an update as it came, once per update id within five minutes, in order per chat; throws if it cannot.
    void put(UpdateHead head, String body);
}
