package tidings.bot;

import tidings.domain.ChatId;

/// Which updates were answered, beyond the five minutes that the queue remembers.
interface HandledUpdates {
    /// Notes that an update came, and so that the chat does not block us, whatever Telegram said before.
    ///
    /// @return whether it was answered already
    boolean cameBefore(ChatId chat, long updateId);

    void add(ChatId chat, long updateId);
}
