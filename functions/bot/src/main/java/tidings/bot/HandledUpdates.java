package tidings.bot;

import tidings.domain.ChatId;

/// Which updates were answered, beyond the five minutes that the queue remembers.
interface HandledUpdates {
    boolean contains(ChatId chat, long updateId);

    void add(ChatId chat, long updateId);
}
