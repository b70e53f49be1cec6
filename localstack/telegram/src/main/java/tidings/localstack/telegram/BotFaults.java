package tidings.localstack.telegram;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
    private final Set<Long> lost = new HashSet<>();

    BotFaults() {}

    /// The next `times` calls show it.
    public synchronized void plan(Fault next, int times) {
        fault = Optional.of(next);
        left = times;
    }

    public synchronized void clear() {
        left = 0;
    }

    /// The chats for which calls were done without a response so far.
    public synchronized Set<Long> lost() {
        return Set.copyOf(lost);
    }

    /// The fault to show now, if any; this call consumes it.
    ///
    /// @param chat that the call is about; 0 if it names none
    synchronized Optional<Fault> next(String method, long chat) {
        if (left == 0 || !method.matches("(?i)(send|edit|answer).*")) {
            return Optional.empty();
        }
        left--;
        fault.filter(Fault.LOST::equals).ifPresent(_ -> lost.add(chat));
        return fault;
    }
}
