package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import tidings.domain.ChatId;

/// Tells a trouble of one chat from one of Telegram's, which different chats have at the same time. Each environment
/// sees for itself. Thread-safe.
final class Spread {
    private static final int CHATS = 3;

    private final Duration time;
    private final InstantSource clock;
    private final Map<ChatId, Instant> troubled = new HashMap<>();

    /// @param time within which the chats have it
    Spread(Duration time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
    }

    /// Whether the trouble that a chat has now is more than its own.
    synchronized boolean isWide(ChatId chat) {
        Instant now = clock.instant();
        troubled.values().removeIf(since -> since.isBefore(now.minus(time)));
        troubled.put(chat, now);
        return troubled.size() >= CHATS;
    }
}
