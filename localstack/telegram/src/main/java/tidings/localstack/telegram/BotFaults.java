package tidings.localstack.telegram;

import java.util.Optional;

/// What goes wrong with the bot's next calls that show something to people. Thread-safe.
public final class BotFaults {
    public enum Fault {
        /// 429, to be tried again after two seconds.
        THROTTLED,
        /// 502 without the Bot API's envelope.
        FAILING,
        /// Done, but the connection ends without a response.
        LOST
    }

    private Optional<Fault> fault = Optional.empty();
    private int left;
    private int lost;

    BotFaults() {}

    /// The next `times` calls show it.
    public synchronized void plan(Fault next, int times) {
        fault = Optional.of(next);
        left = times;
    }

    public synchronized void clear() {
        left = 0;
    }

    /// How many calls were done without a response so far.
    public synchronized int lost() {
        return lost;
    }

    /// The fault to show now, if any; this call consumes it.
    synchronized Optional<Fault> next(String method) {
        if (left == 0 || !method.matches("(?i)(send|edit|answer).*")) {
            return Optional.empty();
        }
        left--;
        lost += fault.filter(Fault.LOST::equals).isPresent() ? 1 : 0;
        return fault;
    }
}
