package tidings.sender;

import java.util.HashSet;
import java.util.Set;
import tidings.domain.ChatId;

/// Tells a trouble of single chats from one of Telegram's, which several chats have one after the other and none has
/// not. Each environment sees for itself. Thread-safe.
final class Spread {
    private static final int CHATS = 3;

    private final Set<ChatId> troubled = new HashSet<>();

    /// Whether the trouble that a chat has now is more than its own.
    synchronized boolean isWide(ChatId chat) {
        troubled.add(chat);
        return troubled.size() >= CHATS;
    }

    /// A chat does not have it.
    synchronized void clear() {
        troubled.clear();
    }
}
